"""Autonomus: the portal of a municipal programme that helps people far from work back into activity."""
