"""Pages of circles of knowledge."""
