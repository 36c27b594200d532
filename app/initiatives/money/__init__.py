"""What an initiative needs and where it comes from, and the cash of the next two years."""
