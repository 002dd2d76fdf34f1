"""Saved web pages: tags, lines, which part of a page is the report, and what it says of itself."""
