"""The installation's secrets, for rooms that know nothing of the web."""

import hmac
from functools import lru_cache

from flask import current_app

from app.core.config import settings


def secret_key() -> str:
    """What keyed hashes are made with; never shown, never stored."""
    return str(current_app.config["SECRET_KEY"])


def audit_key() -> bytes:
    """What the audit trail is signed with: derived from AUDIT_KEY or, where that is not set, SECRET_KEY."""
    return _derived(settings().audit_key or secret_key(), b"audit trail")


def tombstone_key() -> bytes:
    """What ids of the erased are hashed with: derived from TOMBSTONE_KEY or, without that, SECRET_KEY."""
    return _derived(settings().tombstone_key or secret_key(), b"tombstones")


def numbers_key() -> bytes:
    """What decides which way numbers about people are rounded (core/disclosure)."""
    return _derived(secret_key(), b"numbers about people")


@lru_cache
def _derived(secret: str, purpose: bytes) -> bytes:
    return hmac.digest(secret.encode(), purpose, "sha256")
