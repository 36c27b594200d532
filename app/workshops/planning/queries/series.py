"""Reads of series: one, a list, how full they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.files import File
from app.core.paging import SIZE, Page, part
from app.core.permission import Permission
from app.workshops.planning.models.series import Workshop, WorkshopFacilitator, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import demand_change, demand_count, visible_to

LONGEST_SEARCH = 200
AT_MOST = 50
"""Of the series of a host so many are shown on its page."""
OVER = frozenset({WorkshopState.ENDED.value, WorkshopState.CANCELLED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of series is narrowed to; `first` and `last` are days on which it has a session.
    `entered_by`: "partner" or "office".
    """

    q: str | None = None
    kind: str | None = None
    state: str | None = None
    facilitator: UUID | None = None
    host: UUID | None = None
    entered_by: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Of the sessions that were not cancelled: the first and last day, and how many there are."""

    first: date | None = None
    last: date | None = None
    sessions: int = 0


def get_workshop(actor: Actor, workshop_id: UUID, *, to_change: bool = False) -> Workshop:
    """A series the actor may open; NotFound. `to_change` keeps others from writing it meanwhile."""
    query = select(Workshop).where(Workshop.id == workshop_id, visible_to(actor))
    return existing(db.session.scalar(query.with_for_update() if to_change else query))


def get_session(actor: Actor, session_id: UUID, *, to_change: bool = False) -> Session:
    """A session of a series the actor may open, with its series and place; NotFound."""
    query = select(Session).join(Session.workshop).where(Session.id == session_id, visible_to(actor))
    if to_change:
        query = query.with_for_update(of=Session)
    else:
        placed = joinedload(Session.place), joinedload(Session.once)
        query = query.options(joinedload(Session.workshop), *placed)
    return existing(db.session.scalar(query))


def get_workshop_to_plan(actor: Actor, workshop_id: UUID) -> Workshop:
    """A series that the actor plans; NotFound, Forbidden for one that they only see."""
    workshop = get_workshop(actor, workshop_id)
    demand_change(actor, workshop)
    return workshop


def get_session_to_plan(actor: Actor, session_id: UUID) -> Session:
    """A session of a series that the actor plans; NotFound, Forbidden."""
    session = get_session(actor, session_id)
    demand_change(actor, session)
    return session


def get_session_to_count(actor: Actor, session_id: UUID) -> Session:
    """A session of which the actor counts who came; NotFound, Forbidden."""
    session = get_session(actor, session_id)
    demand_count(actor, session)
    return session


def list_sessions(actor: Actor, workshop: Workshop, *, with_cancelled: bool = True) -> Sequence[Session]:
    """The sessions of a series with their places, in the order of time."""
    if not actor.may(Permission.WORKSHOP_READ, workshop.municipality_id):
        raise NotFound
    query = select(Session).where(Session.workshop_id == workshop.id)
    query = query.options(joinedload(Session.place), joinedload(Session.once))
    if not with_cancelled:
        query = query.where(Session.state != SessionState.CANCELLED)
    return db.session.scalars(query.order_by(Session.on, Session.starts, Session.id)).all()


def workshops_page(actor: Actor, filters: Filters, today: date, after: str | None = None) -> Page[Workshop]:
    """One page of the current municipality's series, with their facilitators.

    First what goes on or comes, by its next day; then what has no days yet; last what is over, the latest
    first. No index has this order, so the days of all that the filters leave are read: of 2,000 series with
    10,000 sessions in some 60 ms.
    """
    coming = case((Session.on >= today, Session.on))
    days = (
        select(Session.workshop_id, func.min(coming).label("next"), func.max(Session.on).label("last"))
        .where(Session.municipality_id == actor.here(), Session.state != SessionState.CANCELLED)
        .group_by(Session.workshop_id)
        .subquery()
    )
    rows = (
        _list(actor, filters)
        .with_only_columns(Workshop.id, Workshop.state, Workshop.sort_key, days.c.next, days.c.last)
        .outerjoin(days, days.c.workshop_id == Workshop.id)
    )
    found = part(sorted(db.session.execute(rows).all(), key=_current_first), after, SIZE)
    ids = [row.id for row in found.items]
    whole = select(Workshop).where(Workshop.id.in_(ids)).options(selectinload(Workshop.facilitators))
    series = {each.id: each for each in db.session.scalars(whole)}
    return Page([series[each] for each in ids], found.newer, found.older, found.count)


def _current_first(row: Any) -> tuple[bool, int, str, UUID]:
    """`row`: state, next and last day of a series."""
    is_over = row.state in OVER or (row.next is None and row.last is not None)
    if is_over:
        return (True, -row.last.toordinal() if row.last else 0, row.sort_key, row.id)
    return (False, (row.next or date.max).toordinal(), row.sort_key, row.id)


def search_workshops(actor: Actor, words: str, limit: int) -> Sequence[Workshop]:
    """The first series with all the words in their title."""
    query = _list(actor, Filters(q=words)).order_by(Workshop.sort_key, Workshop.id)
    return db.session.scalars(query.limit(limit)).all()


def _list(actor: Actor, filters: Filters) -> Select[Workshop]:
    query = select(Workshop).where(Workshop.municipality_id == actor.here(), visible_to(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Workshop.sort_key.contains(word, autoescape=True))
    if filters.kind:
        query = query.where(Workshop.kind == filters.kind)
    if filters.state:
        query = query.where(Workshop.state == filters.state)
    if filters.host:
        query = query.where(Workshop.organisation_id == filters.host)
    if filters.entered_by:
        query = query.where(Workshop.is_from_partner == (filters.entered_by == "partner"))
    if filters.facilitator:
        query = query.where(led_by(filters.facilitator))
    if filters.first or filters.last:
        query = query.where(Workshop.id.in_(_meeting_between(filters.first, filters.last)))
    return query


def count_series(actor: Actor) -> Mapping[str, int]:
    """How many series the current municipality has in each state; figures, so also for an observer."""
    actor.demand(Permission.STATISTICS_READ)
    query = select(Workshop.state, func.count()).where(Workshop.municipality_id == actor.here())
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Workshop.state))}


def led_by(staff_id: UUID) -> ColumnElement[bool]:
    """The series that somebody facilitates."""
    led = select(WorkshopFacilitator.workshop_id).where(WorkshopFacilitator.staff_id == staff_id)
    return Workshop.id.in_(led)


def _meeting_between(first: date | None, last: date | None) -> Select[UUID]:
    query = select(Session.workshop_id).where(Session.state != SessionState.CANCELLED)
    if first:
        query = query.where(Session.on >= first)
    return query.where(Session.on <= last) if last else query


def dates_of(workshop_ids: Iterable[UUID]) -> Mapping[UUID, Dates]:
    """When several series take place, in one query."""
    ids = list(workshop_ids)
    rows = db.session.execute(
        select(Session.workshop_id, func.min(Session.on), func.max(Session.on), func.count())
        .where(Session.workshop_id.in_(ids), Session.state != SessionState.CANCELLED)
        .group_by(Session.workshop_id)
    )
    return {each: Dates() for each in ids} | {row[0]: Dates(row[1], row[2], row[3]) for row in rows}


def has_begun(workshop_id: UUID) -> bool:
    """Whether no session of a series is still to begin; False for one that has none."""
    query = select(Session).where(Session.workshop_id == workshop_id, Session.state != SessionState.CANCELLED)
    last = db.session.scalars(
        query.order_by(Session.on.desc(), Session.starts.desc(), Session.id).limit(1)
    ).first()
    return last is not None and last.starts_at <= clock.now()


def get_logo(file_id: UUID) -> File:
    """The kept picture of a funder's heading, which the caller has read."""
    return db.session.get_one(File, file_id)


def hosted_by(actor: Actor, organisation_id: UUID) -> Select[Any]:
    """The series that an organisation hosts, as far as the actor may open them, the latest first."""
    place = func.row_number().over(order_by=Workshop.id.desc()).label("place")
    theirs = Workshop.organisation_id == organisation_id, visible_to(actor)
    return select(Workshop.id, Workshop.title, place).where(*theirs).order_by(place).limit(AT_MOST)
