"""Calling back who asked for it: the telephones, and who was called."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.outreach.closing.queries import Call, lock_calls
from app.people.models import ContactPoint
from app.people.operations.records import touch


def open_telephones(actor: Actor, *, calls: Sequence[Call]) -> Mapping[UUID, Sequence[ContactPoint]]:
    """The ways to reach those of a list, by person; each opening is kept. Not of protected people, nor of
    those who were called.
    """
    actor.demand(Permission.CONTACT_READ)
    open_calls = [each for each in calls if not each.person.is_sealed and each.registration.called_at is None]
    points: dict[UUID, list[ContactPoint]] = {each.person.id: [] for each in open_calls}
    query = select(ContactPoint).where(ContactPoint.participant_id.in_(points))
    for point in db.session.scalars(query.order_by(ContactPoint.created_at, ContactPoint.id)):
        points[point.participant_id].append(point)
    where = {each.person.id: each.person.municipality_id for each in open_calls}
    for person, municipality_id in where.items():
        audit.record(
            actor, "participant.contacts_opened", "participant", person, municipality_id=municipality_id
        )
    return points


def note_calls(actor: Actor, *, called: Collection[UUID], not_called: Collection[UUID]) -> int:
    """Note who was called, and of whom it was noted by mistake; how many changed. Doing it again changes
    nothing. `called` and `not_called` are ids of registrations.
    """
    changed = 0
    for registration, person in lock_calls(actor, [*called, *not_called]):
        is_called = registration.id in called
        if is_called == (registration.called_at is not None):
            continue
        actor.demand(Permission.OUTREACH_REGISTER, registration.municipality_id)
        registration.called_at = clock.now() if is_called else None
        registration.called_by = actor.id if is_called else None
        if is_called:
            touch(person)
        records.record(actor, "called" if is_called else "not_called", registration)
        changed += 1
    db.session.flush()
    return changed
