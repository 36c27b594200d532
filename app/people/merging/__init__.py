"""Two records that turn out to be one person: seen beforehand, merged, and taken back exactly."""
