"""Reads of decisions across meetings: what is still to be done, by whom, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from app.core import paging
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.network.meetings.models.meeting import Meeting
from app.network.meetings.models.record import Resolution
from app.network.meetings.permissions import owned_by, seen_by

OPEN, LATE, DONE = "open", "late", "closed"
SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"noted": Resolution.created_at}
LATEST_FIRST = Sort("noted", descending=True)
OF_A_BODY = 100
"""Open decisions that an agenda lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilters:
    """What a list of decisions is narrowed to. `today` is that of the municipality; `mine`: what the actor is
    to carry out.
    """

    today: date
    state: str | None = None
    body: UUID | None = None
    mine: bool = False


def to_do() -> ColumnElement[bool]:
    """Decisions that somebody is to carry out and has not (as Resolution.is_to_do)."""
    owner = or_(Resolution.owner_party_id.is_not(None), Resolution.owner_staff_id.is_not(None))
    has_more = or_(Resolution.due_on.is_not(None), owner)
    return and_(has_more, Resolution.closed_on.is_(None), Resolution.withdrawn_at.is_(None))


def decisions_page(
    actor: Actor, filters: DecisionFilters, after: str | None = None, *, sort: Sort = LATEST_FIRST
) -> paging.Page[Resolution]:
    """One page of what was resolved in the current municipality, with the meetings."""
    by = SORTS[sort.key]
    query = _list(actor, filters)
    return paging.page(query, by=by, then=Resolution.id, after=after, descending=sort.descending)


def all_decisions(actor: Actor, filters: DecisionFilters) -> Slices:
    """The same as a whole list."""
    return Slices(_list(actor, filters), by=Resolution.created_at, then=Resolution.id, descending=True)


def _list(actor: Actor, filters: DecisionFilters) -> Select[Resolution]:
    query = (
        select(Resolution)
        .join(Resolution.meeting)
        .where(Resolution.municipality_id == actor.here(), Resolution.withdrawn_at.is_(None), seen_by(actor))
        .options(contains_eager(Resolution.meeting))
    )
    if filters.body:
        query = query.where(Meeting.body_id == filters.body)
    if filters.mine:
        query = query.where(owned_by(actor))
    if filters.state == DONE:
        return query.where(Resolution.closed_on.is_not(None))
    if filters.state in {OPEN, LATE}:
        query = query.where(to_do())
    return query.where(Resolution.due_on < filters.today) if filters.state == LATE else query


def count_to_do(actor: Actor) -> Select[int]:
    """How many decisions wait: for who prepares meetings all of the municipality, else one's own."""
    query = select(func.count()).select_from(Resolution).join(Resolution.meeting)
    query = query.where(Resolution.municipality_id == actor.here(), to_do(), seen_by(actor))
    return query if actor.may(Permission.PARTNERSHIP_WRITE) else query.where(owned_by(actor))


def open_before(meeting: Meeting) -> Sequence[Resolution]:
    """What the same body decided in earlier meetings and is still to be done, the oldest first."""
    if meeting.body_id is None:
        return ()
    query = (
        select(Resolution)
        .join(Resolution.meeting)
        .where(
            to_do(),
            Meeting.body_id == meeting.body_id,
            Meeting.municipality_id == meeting.municipality_id,
            Meeting.on <= meeting.on,
            Meeting.id != meeting.id,
        )
    )
    ordered = query.order_by(Meeting.on, Resolution.created_at, Resolution.id).limit(OF_A_BODY)
    return db.session.scalars(ordered.options(contains_eager(Resolution.meeting))).all()


def to_do_of(actor: Actor, party_id: UUID) -> Sequence[Resolution]:
    """What a party is still to carry out in the current municipality, the most urgent first."""
    query = (
        select(Resolution)
        .join(Resolution.meeting)
        .where(
            to_do(),
            Resolution.owner_party_id == party_id,
            Resolution.municipality_id == actor.here(),
            seen_by(actor),
        )
    )
    return db.session.scalars(query.order_by(Resolution.due_on, Resolution.id).limit(OF_A_BODY)).all()
