"""Who was there: marks of each session, walk-ins, heads counted without names, what was learnt."""
