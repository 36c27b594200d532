"""What is asked about teams."""
