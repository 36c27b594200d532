"""The address of a link: derived from its id, so that it can be mailed, shown and printed again.

It is typed off paper too: letters of one size, which nobody takes for digits, and hyphens are only for
the eye.
"""

import base64
from uuid import UUID

from app.core.links import derived

BYTES, GROUP = 20, 4
"""160 bits: thirty-two letters and digits."""


def token_of(link_id: UUID) -> str:
    """What stands in the address."""
    return base64.b32encode(derived("partner-link", link_id)[:BYTES]).decode().lower()


def form_token_of(link_id: UUID) -> str:
    """What the form on the page carries: it was drawn for this link, whatever the browser keeps."""
    return derived("partner-link-form", link_id).hex()


def read_token(typed: str) -> str:
    """The token that somebody opened or typed."""
    return typed.strip().lower().replace("-", "")


def grouped(token: str) -> str:
    """For the eye."""
    return "-".join(token[at : at + GROUP] for at in range(0, len(token), GROUP))


def to_type(address: str) -> str:
    """An address as a paper shows it."""
    base, _slash, token = address.rpartition("/")
    return f"{base}/{grouped(token)}"
