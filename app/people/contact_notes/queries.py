"""Reads of contacts, for a person whom the caller may open, and of the appointments of somebody."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.lines import WHOSE, Line, lines
from app.people.contact_notes.models import ContactNote
from app.people.models import Participant

NOTE, BOOKED = "contact_note", "appointment"


def lines_of() -> tuple[Select[Any], Select[Any]]:
    """What came of each contact (`what` is its kind and outcome; of `words` see `words_of`), and the next
    appointment (`what` begins with the hour as 09:30, `by` is who of the staff).
    """
    of_person = ContactNote.participant_id == WHOSE
    said = ContactNote.kind + " " + ContactNote.outcome
    words = ContactNote.thing_title + "\n" + ContactNote.note.kept
    noted = lines(
        NOTE,
        ContactNote.id,
        ContactNote.created_at,
        by=ContactNote.written_by,
        what=said,
        words=words,
        on=ContactNote.held_on,
        until=ContactNote.withdrawn_at,
        other=ContactNote.withdrawn_by,
    )
    booked = lines(
        BOOKED,
        ContactNote.id,
        ContactNote.created_at,
        by=func.coalesce(ContactNote.next_with, ContactNote.written_by, type_=ContactNote.written_by.type),
        what=func.coalesce(cast(ContactNote.next_time, String), ""),
        words=ContactNote.next_where,
        on=ContactNote.next_on,
        other=ContactNote.participant_id,
    )
    return noted.where(of_person), booked.where(of_person, ContactNote.next_on.is_not(None), _is_last())


def words_of(noted: Line) -> list[str]:
    """What was proposed at a contact and what was written of it, line by line."""
    title, _, kept = noted.words.partition("\n")
    return [title, *ContactNote.note.read(noted.id, kept).split("\n")]


def get_contact_note(participant: Participant, note_id: UUID) -> ContactNote:
    """One contact of a person whom the caller has found; NotFound."""
    note = existing(db.session.get(ContactNote, note_id))
    if note.participant_id != participant.id:
        raise NotFound
    return note


def find_appointment(participant: Participant) -> ContactNote | None:
    """The note that holds the next appointment of a person whom the caller has found."""
    booked = select(ContactNote).where(
        ContactNote.participant_id == participant.id, ContactNote.next_on.is_not(None), _is_last()
    )
    return db.session.scalars(booked).first()


def due_with(actor: Actor, until: date) -> Select[Any]:
    """The notes that hold an appointment with the actor in the current municipality up to a day."""
    mine = or_(
        ContactNote.next_with == actor.id,
        ContactNote.next_with.is_(None) & (ContactNote.written_by == actor.id),
    )
    return select(ContactNote).where(
        ContactNote.municipality_id == actor.here(), ContactNote.next_on <= until, mine, _is_last()
    )


def _is_last() -> ColumnElement[bool]:
    """Of the notes about a person that stand the one written last: what was said before it is over."""
    later = aliased(ContactNote)
    follows = exists().where(
        later.participant_id == ContactNote.participant_id,
        later.withdrawn_at.is_(None),
        or_(
            later.created_at > ContactNote.created_at,
            (later.created_at == ContactNote.created_at) & (later.id > ContactNote.id),
        ),
    )
    return ContactNote.withdrawn_at.is_(None) & ~follows
