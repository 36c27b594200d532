"""Writes about records that arrived."""
