"""People who gave a name at the kiosk: taken in without looking whether they are known, seen to later.

A terminal never learns who is known: it always makes a new record, and a person in the office decides
whether it is somebody already here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone
from app.people import names
from app.people.contact_notes.models import ContactNote
from app.people.contacts import ways_in
from app.people.facts.held import held_on
from app.people.facts.queries import list_facts
from app.people.models import Consent, ContactPoint, Participant
from app.people.name_index import write_words
from app.people.operations.contacts import new_contact
from app.people.operations.facts import first_facts, renew
from app.people.operations.records import touch


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything that hangs on `gone` is to hang on `kept`; `gone` is erased right after."""

    actor: Actor
    gone: Participant
    kept: Participant


merged: Signal[Merged] = Signal()


def follows(model: type[Any]) -> Callable[[Merged], None]:
    """The rows of a table go to the person that an unverified one turned out to be."""

    def follow_the_person(told: Merged) -> None:
        rows = update(model).where(model.participant_id == told.gone.id)
        db.session.execute(rows.values(participant_id=told.kept.id))

    return merged.connect(follow_the_person)


contact_notes_follow = follows(ContactNote)
"""What was noted of meetings and calls goes with the person."""


def create_unverified(
    actor: Actor, *, municipality_id: UUID, name: str, language: str, contact: str = ""
) -> Participant:
    """A record of somebody who gave a name, and perhaps a way to be reached, without being looked up."""
    actor.demand(Permission.ENROLMENT_REQUEST, municipality_id)
    now = clock.now()
    participant = Participant(
        id=new_id(),
        municipality_id=municipality_id,
        name=name,
        sort_key=names.sort_key(name),
        language=language,
        unverified_since=now,
        created_at=now,
        created_by=actor.id,
        last_activity_on=clock.today(get_zone(municipality_id)),
    )
    records.add(actor, participant)  # flushed: no relationship tells the order to the unit of work
    write_words(participant)
    first_facts(participant)
    if contact:
        db.session.add_all(new_contact(participant, new_id(), way) for way in ways_in(contact))
        db.session.flush()
    return participant


def verify(actor: Actor, *, participant: Participant) -> None:
    """Say that this is somebody new. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if participant.is_unverified:
        participant.unverified_since = None
        participant.version += 1
        touch(participant)
        records.record(actor, "verified", participant)


def merge_unverified(actor: Actor, *, gone: Participant, kept: Participant) -> None:
    """Say that an unverified person is a known one, who keeps everything; the unverified record is erased.

    Raises Conflict for a record that was verified before, or is of another municipality.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, gone.municipality_id)
    if not gone.is_unverified or gone.municipality_id != kept.municipality_id or gone.id == kept.id:
        raise Conflict
    merged.send(Merged(actor, gone, kept))
    _move_contacts(gone, kept)
    _move_consents(actor, gone, kept)
    _move_facts(gone, kept)
    db.session.flush()
    db.session.execute(delete(Participant).where(Participant.id == gone.id))
    touch(kept)
    records.record(actor, "recognised", kept, unverified=str(gone.id))


def _move_consents(actor: Actor, gone: Participant, kept: Participant) -> None:
    """Of what both agree to, the known person's own stands; the other ends, and stays to be read."""
    given = select(Consent.purpose, Consent.recipient_id, Consent.wording)
    held = {
        tuple(row) for row in db.session.execute(given.filter_by(participant_id=kept.id, withdrawn_at=None))
    }
    for each in db.session.scalars(select(Consent).filter_by(participant_id=gone.id)):
        if each.is_active and (each.purpose, each.recipient_id, each.wording) in held:
            each.withdrawn_at, each.withdrawn_to = clock.now(), actor.id
        each.participant_id = kept.id


def _move_contacts(gone: Participant, kept: Participant) -> None:
    known = set(db.session.scalars(select(ContactPoint.key).where(ContactPoint.participant_id == kept.id)))
    new = ContactPoint.participant_id == gone.id, ContactPoint.key.not_in(known)
    db.session.execute(update(ContactPoint).where(*new).values(participant_id=kept.id))


def _move_facts(gone: Participant, kept: Participant) -> None:
    """What was noted about the one is known of the other, but for what the other has an answer to."""
    answered = held_on(list_facts(kept.id), clock.today(get_zone(kept.municipality_id)))
    new = [each for each in list_facts(gone.id) if (each.kind, each.key) not in answered]
    for fact in new:
        fact.participant_id = kept.id
    renew(kept, {fact.kind for fact in new})
