"""Links for somebody without an account: for what, about which one thing, until when, used or withdrawn.

Three kinds, none of which stores what stands in the address:

    new_token()                 random, of a row that is a `Link`: shown once, used once (invitations)
    derived(purpose, id)        always the same for the same thing, so that it can be shown or printed
                                again; its row keeps the hash (calendars, slips, what partners are asked)
    signed(purpose, id, …)      says everything itself and needs no row; `mark` is what using it changes,
                                which closes it (a new password)

A link shows on GET and is used by POST. What gives somebody an account or access to one (the first and the
last kind) is worth no more than its maker's right: that is asked again whenever it is opened, and where it
has ended so has the link. A calendar, a slip or a question to a partner (app/network/links) belongs to the
municipality, not to who made it: it works until it is withdrawn or its time is over.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Instant, db
from app.core.errors import DomainError, NotFound
from app.core.privacy import SECRET
from app.core.secret import secret_key

_ID, _INSTANT, _MARK = 16, 8, 16
_CONTENT = 2 * _ID + _INSTANT + _MARK


class Closed(StrEnum):
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNBACKED = "unbacked"
    """Who made it may make it no more."""


class LinkClosed(DomainError):
    """The link was used or withdrawn, its time is over, or its maker's right."""

    status = 410

    def __init__(self, why: Closed) -> None:
        self.why = why
        super().__init__(why)


class Link:
    """What a row needs so that a one-time link leads to it."""

    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    expires_at: Mapped[Instant]
    used_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]

    @property
    def closed(self) -> Closed | None:
        """Why it cannot be used any more; None while it can."""
        if self.used_at is not None:
            return Closed.USED
        if self.withdrawn_at is not None:
            return Closed.WITHDRAWN
        return Closed.EXPIRED if self.expires_at <= clock.now() else None


L = TypeVar("L", bound=Link)


def open_link(
    kind: type[L], token: str, *, is_backed: Callable[[L], bool] | None = None, to_use: bool = False
) -> L:
    """The row behind a link; `to_use` keeps others from using it meanwhile. Raises NotFound, LinkClosed.

    `is_backed` says whether its maker may still make it; None for one that outlives that.
    """
    query = select(kind).where(kind.token_hash == hash_of(token))
    found = db.session.scalars(query.with_for_update() if to_use else query).first()
    if found is None:
        raise NotFound
    if found.closed is not None:
        raise LinkClosed(found.closed)
    if is_backed is not None and not is_backed(found):
        raise LinkClosed(Closed.UNBACKED)
    return found


def new_token() -> str:
    """A fresh token of 256 random bits, safe in an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored. A plain hash is enough: there is nothing to guess in so many random bits.

    Of whatever somebody sends, half a character too (JSON can hold one).
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def derived(purpose: str, thing_id: UUID, content: bytes = b"") -> bytes:
    """32 bytes that only this installation can know of a thing, other ones for every purpose and content."""
    return _keyed(purpose, thing_id.bytes + content)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a link says, once its signature was found to be ours."""

    thing_id: UUID
    made_by: UUID
    expires_at: datetime
    mark: bytes


def signed(purpose: str, thing_id: UUID, *, made_by: UUID, expires_at: datetime, mark: bytes) -> str:
    """A token that says all this; `expires_at` in whole seconds, `mark` by `mark_of`."""
    instant = int(expires_at.timestamp()).to_bytes(_INSTANT, "big")
    content = thing_id.bytes + made_by.bytes + instant + mark
    return base64.urlsafe_b64encode(content + _keyed(f"{purpose}:sign", content)).decode()


def mark_of(purpose: str, thing_id: UUID, now: str) -> bytes:
    """What stands for the state of a thing that using the link changes."""
    return _keyed(f"{purpose}:mark", thing_id.bytes + now.encode())[:_MARK]


def read_signed(purpose: str, token: str) -> Signed | None:
    """What a token says; None when it was not made here for this purpose."""
    try:
        data = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    content, signature = data[:_CONTENT], data[_CONTENT:]
    if not hmac.compare_digest(signature, _keyed(f"{purpose}:sign", content)):
        return None
    thing_id, made_by = UUID(bytes=content[:_ID]), UUID(bytes=content[_ID : 2 * _ID])
    instant = int.from_bytes(content[2 * _ID : -_MARK], "big")
    return Signed(thing_id, made_by, datetime.fromtimestamp(instant, UTC), content[-_MARK:])


def _keyed(purpose: str, content: bytes) -> bytes:
    return hmac.digest(secret_key().encode(), purpose.encode() + b":" + content, hashlib.sha256)
