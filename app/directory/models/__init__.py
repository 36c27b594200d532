"""Tables of the directory."""
