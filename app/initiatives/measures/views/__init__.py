"""Pages of measures: the catalogue, searches, what is feasible in the place."""
