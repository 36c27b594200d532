"""Reads of circles, and of those among whom they are looked for."""
