"""Numbers by which the state knows a person: optional, kept encrypted, opened and sought by logged acts."""
