"""Reminding people of a session: by mail, by message, by the list of calls."""
