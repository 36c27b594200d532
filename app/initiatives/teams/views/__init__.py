"""Pages of searches, proposed teams and invitations, and of what one person's competences add up to."""
