"""A person's right to be forgotten or left alone, and the duties to keep that stand against it."""
