"""What a session of registration came to, and who is to be called back."""
