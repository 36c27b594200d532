"""Circles of knowledge: a few people of whom each teaches the next."""
