"""The address on a person's slip: staff scan it at the door and confirm that the person is there.

It tells nothing to whoever finds the paper: the page behind it opens to signed-in staff alone.
"""

import base64
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.links import derived, hash_of
from app.core.permission import Permission
from app.workshops.enrolments.models import Enrolment

BYTES = 15
"""120 bits: twenty letters and digits in the address."""


def token_of(enrolment_id: UUID) -> str:
    """What stands in the address of the slip: always the same for the same enrolment."""
    return base64.urlsafe_b64encode(derived("slip", enrolment_id)[:BYTES]).decode()


def token_in(scanned: str) -> str:
    """The token in what was read of a slip: its address, or the token alone."""
    return scanned.rstrip("/").rpartition("/")[2]


def find_by_slip(actor: Actor, token: str) -> Enrolment | None:
    """The enrolment of a slip, where the actor may note who is there."""
    found = select(Enrolment).where(
        Enrolment.slip_hash == hash_of(token),
        Enrolment.municipality_id.in_(actor.municipalities(Permission.ATTENDANCE_WRITE)),
    )
    return db.session.scalars(found).one_or_none()
