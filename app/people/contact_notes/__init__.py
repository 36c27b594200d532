"""Meetings and calls with a person: when, how, what came of it, and when one sees each other next."""
