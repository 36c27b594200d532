"""What is asked of somebody who registers, and what becomes of it."""
