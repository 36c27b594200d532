"""Records that may be one person's, and that somebody said are not."""
