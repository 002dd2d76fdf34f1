"""The file edges: readers and writers."""
