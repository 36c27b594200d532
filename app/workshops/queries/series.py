"""Reads of series: one, a list, how full they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Membership, Staff
from app.core import text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.files import File
from app.core.paging import Page, page
from app.core.permission import Permission
from app.workshops.models import (
    Enrolment,
    EnrolmentState,
    Session,
    SessionState,
    Workshop,
    WorkshopFacilitator,
)
from app.workshops.models.enrolment import SEATED
from app.workshops.permissions import visible_to

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of series is narrowed to; `first` and `last` are days on which it has a session."""

    text: str = ""
    kind: str = ""
    state: str = ""
    facilitator_id: UUID | None = None
    organisation_id: UUID | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a series is: seats taken or kept for somebody, people waiting, requests to decide."""

    taken: int = 0
    waiting: int = 0
    requested: int = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """Of the sessions that were not cancelled: the first and last day, and how many there are."""

    first: date | None = None
    last: date | None = None
    sessions: int = 0


def get_workshop(actor: Actor, workshop_id: UUID, *, to_change: bool = False) -> Workshop:
    """A series the actor may open; NotFound. `to_change` keeps others from writing it meanwhile."""
    query = select(Workshop).where(Workshop.id == workshop_id, visible_to(actor))
    found = db.session.scalars(query.with_for_update() if to_change else query).one_or_none()
    if found is None:
        raise NotFound
    return found


def get_session(actor: Actor, session_id: UUID, *, to_change: bool = False) -> Session:
    """A session of a series the actor may open, with its series and place; NotFound."""
    query = select(Session).join(Session.workshop).where(Session.id == session_id, visible_to(actor))
    if to_change:
        query = query.with_for_update(of=Session)
    else:
        query = query.options(joinedload(Session.workshop), joinedload(Session.place))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def list_sessions(actor: Actor, workshop: Workshop) -> Sequence[Session]:
    """Every session of a series with its place, cancelled ones too, in the order of time."""
    if not actor.may(Permission.WORKSHOP_READ, workshop.municipality_id):
        raise NotFound
    query = select(Session).where(Session.workshop_id == workshop.id).options(joinedload(Session.place))
    return db.session.scalars(query.order_by(Session.on, Session.starts, Session.id)).all()


def workshops_page(actor: Actor, filters: Filters, after: str | None = None) -> Page[Workshop]:
    """One page of the current municipality's series by title, with their facilitators."""
    query = _list(actor, filters).options(selectinload(Workshop.facilitators))
    return page(query, by=Workshop.sort_key, then=Workshop.id, after=after)


def search_workshops(actor: Actor, words: str, limit: int) -> Sequence[Workshop]:
    """The first series with all the words in their title."""
    query = _list(actor, Filters(text=words)).order_by(Workshop.sort_key, Workshop.id)
    return db.session.scalars(query.limit(limit)).all()


def _list(actor: Actor, filters: Filters) -> Select[Workshop]:
    query = select(Workshop).where(Workshop.municipality_id == actor.here(), visible_to(actor))
    for word in text.fold(filters.text[:LONGEST_SEARCH]).split():
        query = query.where(Workshop.sort_key.contains(word, autoescape=True))
    for column, wanted in ((Workshop.kind, filters.kind), (Workshop.state, filters.state)):
        if wanted:
            query = query.where(column == wanted)
    if filters.organisation_id:
        query = query.where(Workshop.organisation_id == filters.organisation_id)
    if filters.facilitator_id:
        query = query.where(led_by(filters.facilitator_id))
    if filters.first or filters.last:
        query = query.where(Workshop.id.in_(_meeting_between(filters.first, filters.last)))
    return query


def led_by(staff_id: UUID) -> ColumnElement[bool]:
    """The series that somebody facilitates."""
    led = select(WorkshopFacilitator.workshop_id).where(WorkshopFacilitator.staff_id == staff_id)
    return Workshop.id.in_(led)


def _meeting_between(first: date | None, last: date | None) -> Select[UUID]:
    query = select(Session.workshop_id).where(Session.state != SessionState.CANCELLED)
    if first:
        query = query.where(Session.on >= first)
    return query.where(Session.on <= last) if last else query


def fill_of(workshop_ids: Iterable[UUID]) -> Mapping[UUID, Fill]:
    """How full several series are, in one query; series nobody signed up for are empty."""
    ids = list(workshop_ids)
    rows = db.session.execute(
        select(Enrolment.workshop_id, Enrolment.state, func.count())
        .where(Enrolment.workshop_id.in_(ids))
        .group_by(Enrolment.workshop_id, Enrolment.state)
    )
    counts: dict[UUID, dict[str, int]] = {each: {} for each in ids}
    for workshop_id, state, count in rows:
        counts[workshop_id][state] = count
    return {
        each: Fill(
            taken=sum(found.get(state, 0) for state in SEATED),
            waiting=found.get(EnrolmentState.WAITLISTED, 0),
            requested=found.get(EnrolmentState.REQUESTED, 0),
        )
        for each, found in counts.items()
    }


def dates_of(workshop_ids: Iterable[UUID]) -> Mapping[UUID, Dates]:
    """When several series take place, in one query."""
    ids = list(workshop_ids)
    rows = db.session.execute(
        select(Session.workshop_id, func.min(Session.on), func.max(Session.on), func.count())
        .where(Session.workshop_id.in_(ids), Session.state != SessionState.CANCELLED)
        .group_by(Session.workshop_id)
    )
    return {each: Dates() for each in ids} | {row[0]: Dates(row[1], row[2], row[3]) for row in rows}


def list_facilitators(municipality_id: UUID) -> dict[UUID, str]:
    """Who may lead a series in a municipality: its staff, by name."""
    serving = select(Membership.staff_id).where(
        Membership.municipality_id == municipality_id, Membership.ended_at.is_(None)
    )
    query = select(Staff.id, Staff.name).where(Staff.id.in_(serving), Staff.suspended_at.is_(None))
    return {row.id: row.name for row in db.session.execute(query.order_by(Staff.name, Staff.id))}


def get_logo(file_id: UUID) -> File:
    """The kept picture of a funder's heading, which the caller has read."""
    return db.session.get_one(File, file_id)
