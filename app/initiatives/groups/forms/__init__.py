"""What is asked about initiatives."""
