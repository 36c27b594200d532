"""Everything that is known of one person, for them: of what features declare, as HTML, PDF and JSON."""
