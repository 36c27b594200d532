"""Opaque tokens of sessions and invitations: 256 random bits, of which only the hash is stored."""

import hashlib
import secrets


def new_token() -> str:
    """A fresh token, safe in an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored. A plain hash is enough: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
