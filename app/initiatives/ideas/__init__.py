"""What people at a kiosk would like to begin, and what became of it."""
