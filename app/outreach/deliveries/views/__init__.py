"""What devices hand over, and what of it somebody has to look at."""
