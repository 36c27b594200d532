"""Links for a new password. They say for whom, until when, and which password they replace.

Nothing is stored: a link is signed with the installation's secret, and the mark of the old password in it
closes it as soon as that password is another, by this link or in any other way.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from app.accounts.models import Staff
from app.core.secret import secret_key

_ID, _INSTANT, _MARK = 16, 8, 16
_CONTENT = _ID + _INSTANT + _MARK


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """What a link says, once its signature was found to be ours."""

    staff_id: UUID
    expires_at: datetime
    mark: bytes

    def replaces(self, staff: Staff) -> bool:
        """Whether the password is still the one that the link was made to replace."""
        return hmac.compare_digest(self.mark, _mark_of(staff))


def token_for(staff: Staff, *, expires_at: datetime) -> str:
    """The part of the link that says all this; safe in an address."""
    instant = int(expires_at.timestamp()).to_bytes(_INSTANT, "big")
    content = staff.id.bytes + instant + _mark_of(staff)
    return base64.urlsafe_b64encode(content + _keyed(b"sign", content)).decode()


def read(token: str) -> PasswordLink | None:
    """What a token says; None when it was not made here."""
    try:
        data = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    content, signature = data[:_CONTENT], data[_CONTENT:]
    if not hmac.compare_digest(signature, _keyed(b"sign", content)):
        return None
    instant = int.from_bytes(content[_ID:-_MARK], "big")
    return PasswordLink(UUID(bytes=content[:_ID]), datetime.fromtimestamp(instant, UTC), content[-_MARK:])


def _mark_of(staff: Staff) -> bytes:
    return _keyed(b"mark", staff.id.bytes + staff.password_hash.encode())[:_MARK]


def _keyed(purpose: bytes, content: bytes) -> bytes:
    return hmac.digest(secret_key().encode(), b"password-link:" + purpose + b":" + content, hashlib.sha256)
