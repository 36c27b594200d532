"""Services and their places: states, freshness, quality, exchange with other directories."""
