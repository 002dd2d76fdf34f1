"""Reports → files: one module a format, and one way to put bytes on disk."""
