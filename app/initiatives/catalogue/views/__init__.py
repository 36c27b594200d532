"""Pages of what everybody reads of initiatives."""
