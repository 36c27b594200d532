"""What workshops ask for."""
