"""Ways to reach a person, also a new one. Seeing them is an act of its own and is logged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.people.contacts import ContactKind, Way, ways_in
from app.people.models import ContactPoint, Participant
from app.people.operations.records import create_participant, touch


def register(actor: Actor, *, phone: str, **who: Any) -> Participant:
    """A new participant, of whom `create_participant` says the rest, with a telephone where one was given."""
    participant = create_participant(actor, **who)
    if phone:
        add_contact(actor, contact_id=new_id(), participant=participant, kind=ContactKind.PHONE, value=phone)
    return participant


def add_contact(
    actor: Actor, *, contact_id: UUID, participant: Participant, value: str, kind: str | None = None
) -> ContactPoint:
    """Keep how to reach the person, as typed, and give the first of it: two numbers are two contacts.

    The same again, by its id or by what it is, is that row. Without a `kind` it is what it seems to be.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if known := records.known(ContactPoint, contact_id, participant_id=participant.id):
        return known
    first, *others = ways_in(value, kind)
    kept = _keep(actor, participant, contact_id, first)
    for way in others:
        _keep(actor, participant, new_id(), way)
    return kept


def _keep(actor: Actor, participant: Participant, contact_id: UUID, way: Way) -> ContactPoint:
    same = select(ContactPoint).filter_by(participant_id=participant.id, kind=way.kind, key=way.key)
    if there := db.session.scalars(same).first():
        return there
    contact = new_contact(participant, contact_id, way)
    db.session.add(contact)
    touch(participant)
    records.record(actor, "contact_added", participant, kind=way.kind)
    db.session.flush()
    return contact


def new_contact(participant: Participant, contact_id: UUID, way: Way) -> ContactPoint:
    """A way to reach the person, not stored yet."""
    return ContactPoint(
        id=contact_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        kind=way.kind,
        value=way.value,
        key=way.key,
        created_at=clock.now(),
    )


def remove_contact(actor: Actor, *, participant: Participant, contact: ContactPoint) -> None:
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    records.record(actor, "contact_removed", participant, kind=contact.kind)
    db.session.delete(contact)
    db.session.flush()


def open_contacts(actor: Actor, *, participant: Participant) -> Sequence[ContactPoint]:
    """The ways to reach the person, readable; that they were opened is kept."""
    actor.demand(Permission.CONTACT_READ, participant.municipality_id)
    records.record(actor, "contacts_opened", participant)
    points = select(ContactPoint).where(ContactPoint.participant_id == participant.id)
    return db.session.scalars(points.order_by(ContactPoint.created_at, ContactPoint.id)).all()
