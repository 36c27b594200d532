"""The papers of workshops: what stands on each, apart from how it looks (the .typ files beside)."""
