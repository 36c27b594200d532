"""Somebody who can teach something offers to hold a session."""
