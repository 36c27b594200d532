"""Offers of work and learning, publications, the learning library: entries with one public state."""
