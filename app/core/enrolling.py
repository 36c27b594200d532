"""How a device of the municipality becomes known: an administrator's one-time code, typed on it, is traded
for a key of its own; and the device can be cut off.

A browser is enrolled for one thing: each feature that enrols browsers declares an `EnrolledAs`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, throttle
from app.core.db import Created, Id, Instant, db
from app.core.errors import Conflict, DomainError
from app.core.feature import declared
from app.core.links import hash_of, new_token
from app.core.privacy import PLAIN, SECRET
from app.core.text import plain_digits
from app.core.unit_of_work import afterwards

CODE_DIGITS = 9
CODE_LASTS = timedelta(minutes=30)
WRONG_TRIES_AN_HOUR = 20


class CodeNotKnown(DomainError):
    """No device waits for this one-time code, or no longer."""

    status = 422


class EnrolledElse(Conflict):
    """This browser is enrolled for something else."""


@dataclass(frozen=True, slots=True)
class EnrolledAs:
    """What browsers are enrolled for; `is_here` says whether the one behind the present request is."""

    name: str
    is_here: Callable[[], bool]


class Enrollable:
    """What the row of such a device needs. `key_hash` is that of the key that it keeps."""

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=PLAIN)
    enrolment_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    enrolment_until: Mapped[Instant | None]
    key_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    enrolled_at: Mapped[Instant | None]
    seen_at: Mapped[Instant | None]
    revoked_at: Mapped[Instant | None]
    created_at: Mapped[Created]

    @property
    def is_enrolled(self) -> bool:
        return self.enrolled_at is not None and self.revoked_at is None


E = TypeVar("E", bound=Enrollable)


def issue_code(device: Enrollable) -> str:
    """A new one-time code of nine digits, which is not kept; Conflict for a device that was cut off.

    What is enrolled stays so until the code is used.
    """
    if device.revoked_at is not None:
        raise Conflict
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    device.enrolment_hash = hash_of(code)
    device.enrolment_until = clock.now() + CODE_LASTS
    return code


def trade_code(kind: type[E], *, code: str, bucket: str, address: str) -> tuple[E, str]:
    """The device that waits for this code, locked, and its new key; `address` is where the try came from.

    Raises CodeNotKnown, and Throttled after twenty wrong tries an hour from one address.
    """
    throttle.check(bucket, address, WRONG_TRIES_AN_HOUR)
    query = select(kind).where(
        kind.enrolment_hash == hash_of(plain_digits(code)),
        kind.enrolment_until > clock.now(),
        kind.revoked_at.is_(None),
    )
    device = db.session.scalars(query.with_for_update()).first()
    if device is None:
        afterwards(lambda: throttle.count(bucket, address))
        raise CodeNotKnown
    key = new_token()
    device.key_hash = hash_of(key)
    device.enrolment_hash = device.enrolment_until = None
    device.enrolled_at = clock.now()
    return device, key


def cut_off(device: Enrollable) -> bool:
    """End a device for good; whether it was not ended before."""
    if device.revoked_at is not None:
        return False
    device.revoked_at = clock.now()
    device.enrolment_hash = device.enrolment_until = device.key_hash = None
    return True


def demand_free(name: str) -> None:
    """Raise EnrolledElse where this browser is enrolled for anything but `name`."""
    if any(each.is_here() for each in declared(EnrolledAs) if each.name != name):
        raise EnrolledElse
