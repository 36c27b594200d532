"""Handing something over, and what became of it."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from tests.tablet import Tablet

Work = Callable[[], int]
ROSA = [("name", "Rosa Inventada"), ("language", "pt"), ("wants_call", "y")]


def record(record_id: UUID) -> FieldRecord:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, record_id)


def people() -> list[str]:
    db.session.rollback()
    here = select(Participant.name).join(Registration, Registration.participant_id == Participant.id)
    return sorted(db.session.scalars(here))


def handed_over(tablet: Tablet, *pairs: tuple[str, str], record_id: UUID | None = None) -> UUID:
    written = tablet.write([*pairs], record_id)
    tablet.send()
    return written
