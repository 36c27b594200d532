"""What is done with initiatives."""
