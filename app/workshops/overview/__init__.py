"""Pages and counts that need the whole feature: the list of series, one with all of it, what waits."""
