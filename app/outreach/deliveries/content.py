"""What a record says, once it is opened: names and values of the form as a browser would have sent them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.outreach.slip_codes import NUMBER_DIGITS

VERSION = 1
Pairs = Sequence[tuple[str, str]]
_UNKEPT = re.compile("[\\x00\\ud800-\\udfff]")
"""What no database keeps: nothing, and half of a sign, which a browser leaves where it cuts a field."""


class NoRegistration(ValueError):
    """Something was sealed that is no registration."""


@dataclass(frozen=True, slots=True)
class Said:
    """`session_id` and `captured_at` as the device knew them: its clock may be wrong by years."""

    pairs: Pairs
    session_id: UUID | None
    captured_at: datetime | None

    def value(self, name: str) -> str:
        """What was written into a field; "" for nothing."""
        return next((value for key, value in self.pairs if key == name), "").strip()

    @property
    def slip(self) -> str:
        """The number of the slip: 007 and 7 are one. "" for what is no number."""
        written = self.value("slip")
        is_number = written.isascii() and written.isdigit() and len(written) <= NUMBER_DIGITS
        return str(int(written)) if is_number else ""


def read(content: str) -> Said:
    """What an opened record says; raises NoRegistration."""
    try:
        found = json.loads(content)
        if found["v"] != VERSION:
            raise NoRegistration
        pairs = [(_UNKEPT.sub("", name), _UNKEPT.sub("", value)) for name, value in found["form"]]
    except (LookupError, RecursionError, TypeError, ValueError) as error:
        raise NoRegistration from error
    return Said(pairs, _id(found), _instant(found))


def _id(found: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(found["session"])
    except (AttributeError, LookupError, TypeError, ValueError):
        return None


def _instant(found: Mapping[str, Any]) -> datetime | None:
    try:
        at = datetime.fromisoformat(found["captured_at"])
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (LookupError, OverflowError, TypeError, ValueError):
        return None
