"""Tablets and laptops that were enrolled for registering, and can be cut off."""
