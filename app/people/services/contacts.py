"""Ways to reach a person. Seeing them is an act of its own and is logged."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.people.contacts import contact_key
from app.people.models import ContactPoint, Participant
from app.people.services.records import touch


def add_contact(
    actor: Actor, *, contact_id: UUID, participant: Participant, kind: str, value: str
) -> ContactPoint:
    """Keep a way to reach the person, as typed; the same id again is the same row."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if known := db.session.get(ContactPoint, contact_id):
        if known.participant_id != participant.id:
            raise Conflict
        return known
    contact = ContactPoint(
        id=contact_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        kind=kind,
        value=value,
        key=contact_key(kind, value),
        created_at=clock.now(),
    )
    db.session.add(contact)
    touch(participant)
    _record(actor, "participant.contact_added", participant, kind)
    db.session.flush()
    return contact


def remove_contact(actor: Actor, *, participant: Participant, contact: ContactPoint) -> None:
    """Forget a way to reach the person."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    _record(actor, "participant.contact_removed", participant, contact.kind)
    db.session.delete(contact)
    db.session.flush()


def open_contacts(actor: Actor, *, participant: Participant) -> Sequence[ContactPoint]:
    """The ways to reach the person, readable; that they were opened is kept."""
    actor.demand(Permission.CONTACT_READ, participant.municipality_id)
    audit.record(
        actor,
        "participant.contacts_opened",
        "participant",
        participant.id,
        municipality_id=participant.municipality_id,
    )
    points = select(ContactPoint).where(ContactPoint.participant_id == participant.id)
    return db.session.scalars(points.order_by(ContactPoint.created_at, ContactPoint.id)).all()


def _record(actor: Actor, action: str, participant: Participant, kind: str) -> None:
    where = participant.municipality_id
    audit.record(actor, action, "participant", participant.id, municipality_id=where, kind=kind)
