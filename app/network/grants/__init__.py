"""Grants to associations: asked for, judged, decided, paid, accounted for."""
