"""Pages of initiatives."""
