"""What a device is given before a session: the form, its words, and the key it seals with."""
