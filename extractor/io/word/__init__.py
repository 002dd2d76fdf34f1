"""Word documents (.docx): package, styles, automatic numbering, body."""
