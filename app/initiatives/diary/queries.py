"""Reads of diaries: one, the tasks of all initiatives, who is in it by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.core import clock, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.initiatives.diary.models import DiaryEntry, EntryKind
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.queries import TOOK_PART
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import get_known
from app.people.rights.rest import usable

OPEN, REMOVED = "open", "removed"
KEPT_FOR = timedelta(days=90)
"""So long an entry that was taken out can be put back; after that its words are gone."""
SOON = timedelta(days=7)
"""How long before its day a task stands on the front page."""
AT_MOST = 200
Read = TypeVarTuple("Read")


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the list of tasks is narrowed to: the actor's own, those whose day has passed."""

    mine: bool = False
    late: bool = False


def diary_page(
    initiative: Initiative, *, kind: str | None = None, state: str | None = None, after: str | None = None
) -> paging.Page[DiaryEntry]:
    """The entries of an initiative, the latest day first; `state`: open tasks, or what was taken out."""
    query = select(DiaryEntry).where(DiaryEntry.initiative_id == initiative.id)
    if kind:
        query = query.where(DiaryEntry.kind == kind)
    query = query.where(*_open()) if state == OPEN else query
    is_out = DiaryEntry.removed_at.is_not(None)
    query = query.where(is_out if state == REMOVED else ~is_out).options(selectinload(DiaryEntry.present))
    return paging.page(query, by=DiaryEntry.on, then=DiaryEntry.id, after=after, descending=True)


def get_entry(
    actor: Actor, initiative: Initiative, entry_id: UUID, *, or_removed: bool = False
) -> DiaryEntry:
    """An entry of the initiative, or one that was taken out of it where that is asked; NotFound, ReasonNeeded
    for the task of a protected person.
    """
    query = select(DiaryEntry).where(DiaryEntry.id == entry_id, DiaryEntry.initiative_id == initiative.id)
    query = query if or_removed else query.where(DiaryEntry.removed_at.is_(None))
    found = existing(db.session.scalars(query.options(selectinload(DiaryEntry.present))).one_or_none())
    member = db.session.get(Member, found.member_id) if found.member_id else None
    if member and member.participant_id:
        get_known(actor, member.participant_id)
    return found


def latest_entries(initiative: Initiative, today: date, at_most: int) -> Sequence[DiaryEntry]:
    """What happened last, without open tasks and what is still to come."""
    query = _standing(initiative.id).where(~and_(*_open()), DiaryEntry.on <= today)
    ordered = query.order_by(DiaryEntry.on.desc(), DiaryEntry.id.desc())
    return db.session.scalars(ordered.limit(at_most)).all()


def next_meeting_of(initiative_id: UUID, today: date) -> DiaryEntry | None:
    """The first meeting from today on."""
    query = _standing(initiative_id).where(DiaryEntry.kind == EntryKind.MEETING.value, DiaryEntry.on >= today)
    return db.session.scalars(
        query.order_by(DiaryEntry.on, DiaryEntry.begins, DiaryEntry.id).limit(1)
    ).first()


def latest_decisions_of(initiative_id: UUID, at_most: int) -> Sequence[DiaryEntry]:
    """What the group decided, the latest first."""
    query = _standing(initiative_id).where(DiaryEntry.kind == EntryKind.DECISION.value)
    return db.session.scalars(query.order_by(DiaryEntry.on.desc(), DiaryEntry.id.desc()).limit(at_most)).all()


def open_tasks_of(initiative_id: UUID, member_id: UUID | None = None) -> Sequence[DiaryEntry]:
    """Tasks that nobody has done yet, of a member or of all; the most urgent first."""
    query = _standing(initiative_id).where(*_open())
    if member_id:
        query = query.where(DiaryEntry.member_id == member_id)
    return db.session.scalars(_by_urgency(query).limit(AT_MOST)).all()


def tasks_here(actor: Actor, filters: TaskFilters, today: date) -> Sequence[tuple[DiaryEntry, Initiative]]:
    """The open tasks of all initiatives of the current municipality, the most urgent first."""
    query = _tasks(select(DiaryEntry, Initiative), actor)
    if filters.mine:
        query = query.where(_own(actor))
    if filters.late:
        query = query.where(DiaryEntry.due_on < today)
    return [(row[0], row[1]) for row in db.session.execute(_by_urgency(query).limit(AT_MOST))]


def tasks_due(actor: Actor, today: date) -> Select[int]:
    """Counts what the actor has to do themselves about now, and is not late yet."""
    due = DiaryEntry.due_on >= today, DiaryEntry.due_on <= today + SOON
    return _tasks(select(func.count()), actor).where(_own(actor), *due)


def late_tasks(actor: Actor, today: date) -> Select[int]:
    """Counts the tasks of the current municipality's initiatives whose day has passed."""
    return _tasks(select(func.count()), actor).where(DiaryEntry.due_on < today)


def members_named(actor: Actor, initiative_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """How the members of initiatives are called, now or formerly, by member; never protected ones."""
    query = select(Member.id, Participant.name).join(Participant, Participant.id == Member.participant_id)
    query = query.where(Member.initiative_id.in_(set(initiative_ids)), visible_to(actor))
    query = query.where(Participant.sealed_at.is_(None))
    return {row.id: row.name for row in db.session.execute(query.order_by(Participant.sort_key, Member.id))}


def members_to_choose(actor: Actor, initiative: Initiative, kept: Iterable[UUID]) -> Mapping[UUID, str]:
    """Who can be chosen, by member and name: those who are in it now, and `kept` who were chosen already."""
    query = select(Member.id, Participant.name).join(Participant, Participant.id == Member.participant_id)
    is_active = and_(Member.state == MemberState.ACTIVE.value, usable())
    query = query.where(
        Member.initiative_id == initiative.id,
        or_(is_active, Member.id.in_(set(kept))),
        Participant.sealed_at.is_(None),
        visible_to(actor),
    )
    return {row.id: row.name for row in db.session.execute(query.order_by(Participant.sort_key, Member.id))}


def member_ids(initiative_id: UUID) -> set[UUID]:
    """All who take part in it, or did."""
    query = select(Member.id).where(Member.initiative_id == initiative_id, Member.state.in_(TOOK_PART))
    return set(db.session.scalars(query))


def is_over() -> ColumnElement[bool]:
    """What nobody put back in time."""
    return DiaryEntry.removed_at < clock.now() - KEPT_FOR


def count_forgettable() -> int:
    return db.session.scalar(select(func.count()).select_from(DiaryEntry).where(is_over())) or 0


def _own(actor: Actor) -> ColumnElement[bool]:
    """The actor's own, and those of members in the initiatives for which they answer."""
    of_others = and_(DiaryEntry.staff_id.is_(None), Initiative.answerable_id == actor.id)
    return or_(DiaryEntry.staff_id == actor.id, of_others)


def _tasks(query: Select[*Read], actor: Actor) -> Select[*Read]:
    actor.demand(Permission.INITIATIVE_READ)
    return (
        query.select_from(DiaryEntry)
        .join(Initiative, Initiative.id == DiaryEntry.initiative_id)
        .where(DiaryEntry.municipality_id == actor.here(), DiaryEntry.removed_at.is_(None), *_open())
    )


def _open() -> tuple[ColumnElement[bool], ...]:
    return DiaryEntry.kind == EntryKind.TASK.value, DiaryEntry.done_at.is_(None)


def _standing(initiative_id: UUID) -> Select[DiaryEntry]:
    here = DiaryEntry.initiative_id == initiative_id
    return select(DiaryEntry).where(here, DiaryEntry.removed_at.is_(None))


def _by_urgency(query: Select[*Read]) -> Select[*Read]:
    """By the day until when, those without one last."""
    return query.order_by(DiaryEntry.due_on.is_(None), DiaryEntry.due_on, DiaryEntry.id)
