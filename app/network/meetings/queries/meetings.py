"""Reads of meetings: one, the list, a month, those of a body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.permissions import seen_by
from app.network.parties.models import Body, PartyReach

SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"day": Meeting.on}
LATEST_FIRST = Sort("day", descending=True)
LONGEST_SEARCH = 200
EARLIER = 60
"""Meetings of a body that are offered as the one that approved the minutes of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilters:
    """What a list of meetings is narrowed to; `first` and `last` are days."""

    q: str | None = None
    body: UUID | None = None
    kind: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = MeetingFilters()


def get_meeting(actor: Actor, meeting_id: UUID, *, to_change: bool = False) -> Meeting:
    """A meeting the actor may know of; NotFound. `to_change` is for who prepares it; Forbidden."""
    query = select(Meeting).where(Meeting.id == meeting_id, seen_by(actor))
    meeting = existing(db.session.scalar(query.with_for_update() if to_change else query))
    if to_change:
        actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    return meeting


def meetings_page(
    actor: Actor,
    filters: MeetingFilters = EVERYTHING,
    after: str | None = None,
    *,
    sort: Sort = LATEST_FIRST,
) -> paging.Page[Meeting]:
    """One page of the current municipality's meetings."""
    by = SORTS[sort.key]
    query = _list(actor, filters)
    return paging.page(query, by=by, then=Meeting.id, after=after, descending=sort.descending)


def all_meetings(actor: Actor, filters: MeetingFilters, *, sort: Sort = LATEST_FIRST) -> Slices:
    """The same as a whole list."""
    by = SORTS[sort.key]
    return Slices(_list(actor, filters), by=by, then=Meeting.id, descending=sort.descending)


def _list(actor: Actor, filters: MeetingFilters) -> Select[Meeting]:
    query = select(Meeting).where(Meeting.municipality_id == actor.here(), seen_by(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Meeting.sort_key.contains(word, autoescape=True))
    if filters.body:
        query = query.where(Meeting.body_id == filters.body)
    if filters.kind:
        query = query.where(Meeting.kind == filters.kind)
    if filters.state:
        query = query.where(Meeting.state == filters.state)
    if filters.first:
        query = query.where(Meeting.on >= filters.first)
    return query.where(Meeting.on <= filters.last) if filters.last else query


def meetings_between(actor: Actor, first: date, last: date) -> Sequence[Meeting]:
    """The current municipality's meetings of these days, in the order of time, cancelled ones too."""
    query = _list(actor, MeetingFilters(first=first, last=last))
    return db.session.scalars(query.order_by(Meeting.on, Meeting.starts, Meeting.id)).all()


def last_of(body_id: UUID, municipality_id: UUID, *, besides: UUID | None = None) -> Meeting | None:
    """The latest meeting of a body that was not cancelled: its list of invited serves for the next."""
    query = select(Meeting).where(
        Meeting.body_id == body_id,
        Meeting.municipality_id == municipality_id,
        Meeting.state != MeetingState.CANCELLED,
        Meeting.id != besides,
    )
    return db.session.scalars(query.order_by(Meeting.on.desc(), Meeting.id.desc()).limit(1)).first()


def later_of_body(meeting: Meeting) -> Sequence[Meeting]:
    """Meetings of the same body that were held on its day or later: one of them may approve its minutes."""
    if meeting.body_id is None:
        return ()
    query = select(Meeting).where(
        Meeting.body_id == meeting.body_id,
        Meeting.municipality_id == meeting.municipality_id,
        Meeting.on >= meeting.on,
        Meeting.id != meeting.id,
        Meeting.state.in_((MeetingState.HELD, MeetingState.APPROVED)),
    )
    return db.session.scalars(query.order_by(Meeting.on, Meeting.id).limit(EARLIER)).all()


def list_bodies(municipality_id: UUID) -> Sequence[Body]:
    """The bodies that sit in a municipality, by name."""
    here = select(PartyReach.party_id).where(PartyReach.municipality_id == municipality_id)
    query = select(Body).where(Body.id.in_(here))
    return db.session.scalars(query.order_by(Body.sort_key, Body.id)).all()


def get_body(actor: Actor, body_id: UUID) -> Body:
    """A body of a municipality where the actor prepares meetings; NotFound."""
    where = actor.municipalities(Permission.PARTNERSHIP_WRITE)
    there = select(PartyReach.party_id).where(PartyReach.municipality_id.in_(where))
    return existing(db.session.scalar(select(Body).where(Body.id == body_id, Body.id.in_(there))))
