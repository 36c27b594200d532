"""Pages that need the whole feature."""
