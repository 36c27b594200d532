"""Pages of searches, proposed teams and invitations."""
