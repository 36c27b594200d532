"""People who complete each other: found, proposed, invited, and become a group."""
