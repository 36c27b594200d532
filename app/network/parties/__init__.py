"""Who takes part: organisations and their units, bodies, measures."""
