"""What a person gets of how staff dealt with them and with their data: who opened the record, what came of
meetings and calls, and what was decided on keeping, leaving alone and erasing.
"""

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Cell, Raw, Section
from app.people.contact_notes.models import ContactNote
from app.people.dossier import LEXICON
from app.people.models import Merge, Participant, RecordOpening
from app.people.rights.models import ErasureNotice, Hold, Restriction


def openings(person: Participant) -> Section:
    """Who opened the record without being on their team, and why."""
    theirs = select(RecordOpening).where(RecordOpening.participant_id == person.id)
    rows = [
        {
            "at": each.at,
            "staff": By(each.staff_id),
            "reason": LEXICON.told("reason", each.reason),
            "note": each.note,
        }
        for each in db.session.scalars(theirs.order_by(RecordOpening.at, RecordOpening.id))
    ]
    return Section("openings", LEXICON, rows)


def meetings(person: Participant) -> Section:
    """Everything that was noted of meetings and calls with them, also what was mended or taken back."""
    theirs = select(ContactNote).where(ContactNote.participant_id == person.id)
    in_order = theirs.order_by(ContactNote.held_on, ContactNote.created_at, ContactNote.id)
    return Section("meetings", LEXICON, [_meeting(each) for each in db.session.scalars(in_order)])


def holds(person: Participant) -> Section:
    """Which duties to keep their data stood or stand against erasing it."""
    theirs = select(Hold).where(Hold.participant_id == person.id)
    rows = [
        {
            "reason": LEXICON.told("reason", each.reason),
            "note": each.note,
            "until_on": each.until_on,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
            "lifted_at": each.lifted_at,
            "lifted_by": By(each.lifted_by),
        }
        for each in db.session.scalars(theirs.order_by(Hold.created_at, Hold.id))
    ]
    return Section("holds", LEXICON, rows)


def restrictions(person: Participant) -> Section:
    """When their data was kept and not used, why, and who asked for that."""
    theirs = select(Restriction).where(Restriction.participant_id == person.id)
    rows = [
        {
            "reason": LEXICON.told("reason", each.reason),
            "asked_by": LEXICON.told("asked_by", each.asked_by),
            "note": each.note,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
            "ended_at": each.ended_at,
            "ended_by": By(each.ended_by),
        }
        for each in db.session.scalars(theirs.order_by(Restriction.created_at, Restriction.id))
    ]
    return Section("restrictions", LEXICON, rows)


def erasure_notices(person: Participant) -> Section:
    """When and how they were told that their record would be erased."""
    theirs = select(ErasureNotice).where(ErasureNotice.participant_id == person.id)
    rows = [
        {
            "told_how": LEXICON.told("told_how", each.told_how),
            "due_on": each.due_on,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
            "ended_at": each.ended_at,
        }
        for each in db.session.scalars(theirs.order_by(ErasureNotice.created_at, ErasureNotice.id))
    ]
    return Section("erasure_notices", LEXICON, rows)


def merges(person: Participant) -> Section:
    """When two records turned out to be theirs and became one, who did so and why; and what was undone."""
    theirs = select(Merge).where(Merge.kept_id == person.id)
    rows = [
        {
            "at": each.at,
            "by": By(each.by),
            "gone_name": each.gone_name,
            "reason": LEXICON.told("reason", each.reason),
            "note": each.note,
            "undone_at": each.undone_at,
            "undone_by": By(each.undone_by),
        }
        for each in db.session.scalars(theirs.order_by(Merge.at, Merge.id))
    ]
    return Section("merges", LEXICON, rows)


def _meeting(each: ContactNote) -> dict[str, Cell]:
    """`corrects` says that it mends another; which one is told by `created_at`, which both have."""
    return {
        "held_on": each.held_on,
        "kind": LEXICON.told("met", each.kind),
        "outcome": LEXICON.told("outcome", each.outcome),
        "note": each.note,
        "thing_kind": LEXICON.told("thing", each.thing_kind),
        "thing_title": each.thing_title,
        "thing_id": Raw(str(each.thing_id) if each.thing_id else None),
        "next_on": each.next_on,
        "next_time": each.next_time,
        "next_where": each.next_where,
        "next_with": By(each.next_with),
        "corrects": True if each.corrects else None,
        "created_at": each.created_at,
        "written_by": By(each.written_by),
        "withdrawn_at": each.withdrawn_at,
        "withdrawn_by": By(each.withdrawn_by),
    }
