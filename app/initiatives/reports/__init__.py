"""Numbers about initiatives, and their lists as files."""
