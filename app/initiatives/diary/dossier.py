"""What a person gets of the diaries of their initiatives: their tasks, and where they were present."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select

from app.core.db import db
from app.core.dossier import By, Lexicon, Section
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.groups.models import Initiative, Member
from app.people.models import Participant

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def tasks(person: Participant) -> Section:
    """What they were to see to, with all that was written of it."""
    mine = select(DiaryEntry, Initiative.title).join(Initiative, Initiative.id == DiaryEntry.initiative_id)
    mine = mine.where(DiaryEntry.member_id.in_(_memberships(person)))
    rows = [
        {
            "initiative": title,
            "kind": LEXICON.told("entry", each.kind),
            "on": each.on,
            "title": each.title,
            "words": each.words,
            "begins": each.begins,
            "place": each.place,
            "due_on": each.due_on,
            "done_at": each.done_at,
            "done_by": By(each.done_by),
            "staff": By(each.staff_id),
            "removed_at": each.removed_at,
            "removed_by": By(each.removed_by),
            "created_at": each.created_at,
            "created_by": By(each.created_by),
        }
        for each, title in db.session.execute(mine.order_by(DiaryEntry.on, DiaryEntry.id))
    ]
    return Section("initiative_tasks", LEXICON, rows)


def presences(person: Participant) -> Section:
    """At which meetings and decisions they were noted as present."""
    there = select(DiaryEntry, Initiative.title).join(Initiative, Initiative.id == DiaryEntry.initiative_id)
    there = there.join(DiaryPresence, DiaryPresence.entry_id == DiaryEntry.id)
    there = there.where(DiaryPresence.member_id.in_(_memberships(person)))
    rows = [
        {
            "initiative": title,
            "kind": LEXICON.told("entry", each.kind),
            "on": each.on,
            "entry": each.title,
        }
        for each, title in db.session.execute(there.order_by(DiaryEntry.on, DiaryEntry.id))
    ]
    return Section("initiative_presences", LEXICON, rows)


def _memberships(person: Participant) -> Select[UUID]:
    return select(Member.id).where(Member.participant_id == person.id)
