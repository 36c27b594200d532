"""Micro-initiatives: from a need of the place to a group that earns or serves, with people who complete each
other.
"""
