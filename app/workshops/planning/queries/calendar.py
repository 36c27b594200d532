"""Reads by day: the calendar, what stands in the way of a session."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.workshops.planning.clashes import Clash, When, clashes
from app.workshops.planning.models.series import Workshop, WorkshopFacilitator, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import visible_to
from app.workshops.planning.queries.series import led_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFilters:
    """What the calendar is narrowed to."""

    place: UUID | None = None
    facilitator: UUID | None = None
    kind: str | None = None


EVERYTHING = CalendarFilters()


def sessions_between(
    actor: Actor, first: date, last: date, wanted: CalendarFilters = EVERYTHING
) -> Sequence[Session]:
    """The current municipality's sessions of these days, in the order of time, cancelled ones too."""
    actor.demand(Permission.WORKSHOP_READ)
    query = _of(actor.here()).where(visible_to(actor), Session.on.between(first, last))
    if wanted.place:
        query = query.where(Session.place_id == wanted.place)
    if wanted.facilitator:
        query = query.where(led_by(wanted.facilitator))
    if wanted.kind:
        query = query.where(Workshop.kind == wanted.kind)
    return db.session.scalars(query).unique().all()


def _of(municipality_id: UUID) -> Select[Session]:
    """Sessions in the order of time, with their series, who leads it, and the place."""
    return (
        select(Session)
        .join(Session.workshop)
        .where(Session.municipality_id == municipality_id)
        .options(
            contains_eager(Session.workshop).joinedload(Workshop.facilitators), joinedload(Session.place)
        )
        .order_by(Session.on, Session.starts, Session.id)
    )


def find_clashes(
    municipality_id: UUID, wanted: Sequence[When], leaders: Iterable[UUID], *, besides: Iterable[UUID] = ()
) -> list[list[Clash]]:
    """For each wanted session what stands in its way, in one query; sessions `besides` do not count."""
    days = {each.on for each in wanted}
    people, left_out = list(leaders), set(besides)
    led = select(WorkshopFacilitator.workshop_id).where(WorkshopFacilitator.staff_id.in_(people))
    places = {each.place_id for each in wanted if each.place_id}
    query = _of(municipality_id).where(
        Session.on.in_(days),
        Session.state != SessionState.CANCELLED,
        Workshop.state != WorkshopState.CANCELLED,
        or_(Session.place_id.in_(places), Session.place_id.is_(None), Workshop.id.in_(led)),
    )
    by_day: dict[date, list[tuple[Session, list[UUID]]]] = defaultdict(list)
    for session in db.session.scalars(query).unique():
        if session.id not in left_out:
            by_day[session.on].append((session, session.workshop.leader_ids))
    return [clashes(each, people, by_day[each.on]) for each in wanted]
