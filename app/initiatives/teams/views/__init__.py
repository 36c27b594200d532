"""Pages of teams, and of what one person's competences add up to."""
