"""Participants: the people the programme knows, how to reach them, what they agreed to, how long we keep it."""
