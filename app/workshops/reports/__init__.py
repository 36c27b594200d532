"""Figures of a series or a period, without small numbers."""
