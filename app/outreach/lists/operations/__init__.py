"""Writes of partners' lists."""
