"""Writes about measures: the catalogue, and searches."""
