"""The staff's front page, the desk, the person's page, and every list that crosses features."""
