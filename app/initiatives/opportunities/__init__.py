"""Needs of the place that an initiative could serve, with the competences they take."""
