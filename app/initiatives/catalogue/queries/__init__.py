"""Reads of what everybody may know of initiatives, and of what a member sees of their own group."""
