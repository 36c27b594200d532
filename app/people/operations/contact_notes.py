"""Noting a meeting or call, mending what was noted, and taking it back: nothing is written over."""

from dataclasses import asdict, dataclass
from datetime import date, time
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.people.contact_notes.kinds import IN_PERSON, PROPOSED, kinds, outcomes
from app.people.contact_notes.models import ContactNote
from app.people.contact_notes.queries import find_appointment
from app.people.models import Participant
from app.people.operations.records import touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What of the directory or the programme was proposed, as it is called now."""

    kind: str
    id: UUID
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What came of a meeting or call, and the next appointment (`next_with` None: with who notes it)."""

    kind: str
    held_on: date
    outcome: str
    note: str = ""
    next_on: date | None = None
    next_time: time | None = None
    next_where: str = ""
    next_with: UUID | None = None


def note_contact(
    actor: Actor,
    *,
    participant: Participant,
    note_id: UUID,
    noted: Noted,
    thing: Thing | None = None,
    corrects: ContactNote | None = None,
) -> ContactNote:
    """Keep what came of a meeting or call; the same id again is the same row. Raises UnknownReason.

    `corrects`: what was noted wrongly, which no longer counts; Conflict where it was mended already.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    demand_reason(noted.kind, kinds())
    demand_reason(noted.outcome, outcomes())
    if known := records.known(ContactNote, note_id, participant_id=participant.id, written_by=actor.id):
        return known
    if corrects:
        take_back(actor, participant=participant, note=corrects)
    row = _row(actor, participant, note_id, noted)
    if thing:
        row.thing_kind, row.thing_id, row.thing_title = thing.kind, thing.id, thing.title
    if corrects:
        row.created_at = corrects.created_at
        row.corrects, row.thing_kind = corrects.id, corrects.thing_kind
        row.thing_id, row.thing_title = corrects.thing_id, corrects.thing_title
    db.session.add(row)
    touch(participant)
    records.record(actor, "contact_noted", participant, kind=noted.kind, outcome=noted.outcome)
    db.session.flush()
    return row


def note_proposal(
    actor: Actor, *, participant: Participant, note_id: UUID, thing: Thing, on: date
) -> ContactNote:
    """Keep that something which fits was proposed; the appointment that stands goes on standing."""
    standing = find_appointment(participant)
    noted = Noted(
        kind=IN_PERSON,
        held_on=on,
        outcome=PROPOSED,
        next_on=standing.next_on if standing else None,
        next_time=standing.next_time if standing else None,
        next_where=standing.next_where if standing else "",
        next_with=(standing.next_with or standing.written_by) if standing else None,
    )
    return note_contact(actor, participant=participant, note_id=note_id, noted=noted, thing=thing)


def _row(actor: Actor, participant: Participant, note_id: UUID, noted: Noted) -> ContactNote:
    return ContactNote(
        id=note_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        created_at=clock.now(),
        written_by=actor.id,
        **asdict(noted),
    )


def take_back(actor: Actor, *, participant: Participant, note: ContactNote) -> None:
    """Say that what was noted is wrong: it stays to be read and no longer counts. Again it is a Conflict."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    records.lock(note)
    if note.is_withdrawn:
        raise Conflict
    note.withdrawn_at, note.withdrawn_by = clock.now(), actor.id
    records.record(actor, "contact_taken_back", participant, kind=note.kind)
    db.session.flush()
