"""People who live together, from–to: families are counted, and one of them is whom to speak with."""
