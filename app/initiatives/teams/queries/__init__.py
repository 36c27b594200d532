"""Reads of searches, proposed teams and invitations."""
