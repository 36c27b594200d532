"""The address of an invitation: derived from its place, so that it can be sent and printed again."""

import base64
from uuid import UUID

from app.core.links import derived, hash_of
from app.network.links.tokens import BYTES, read_token


def token_of(place_id: UUID) -> str:
    """What stands in the address."""
    return base64.b32encode(derived("team-invitation", place_id)[:BYTES]).decode().lower()


def form_token_of(place_id: UUID) -> str:
    """What the form on the page carries: it was drawn for this invitation, whatever the browser keeps."""
    return derived("team-invitation-form", place_id).hex()


def hash_typed(typed: str) -> str:
    """By what the place is found, of an address that somebody opened or typed."""
    return hash_of(read_token(typed))
