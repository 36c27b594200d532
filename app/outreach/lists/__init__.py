"""Lists of people that partners bring, read, compared and brought in."""
