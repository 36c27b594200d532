"""Reads by day: the calendar, what stands in the way of a session, heads counted in one."""

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
from app.workshops.clashes import Clash, When, clashes
from app.workshops.models import (
    Headcount,
    Session,
    SessionState,
    Workshop,
    WorkshopFacilitator,
    WorkshopState,
)
from app.workshops.permissions import visible_to
from app.workshops.queries.series import led_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFilters:
    """What the calendar is narrowed to."""

    place_id: UUID | None = None
    facilitator_id: UUID | None = None
    kind: str = ""


def sessions_between(
    actor: Actor, first: date, last: date, filters: CalendarFilters | None = None
) -> Sequence[Session]:
    """The current municipality's sessions of these days, in the order of time, cancelled ones too."""
    actor.demand(Permission.WORKSHOP_READ)
    wanted = filters or CalendarFilters()
    query = _there(actor).where(Session.on.between(first, last))
    if wanted.place_id:
        query = query.where(Session.place_id == wanted.place_id)
    if wanted.facilitator_id:
        query = query.where(led_by(wanted.facilitator_id))
    if wanted.kind:
        query = query.where(Workshop.kind == wanted.kind)
    return db.session.scalars(query).unique().all()


def _there(actor: Actor) -> Select[Session]:
    return (
        select(Session)
        .join(Session.workshop)
        .where(Session.municipality_id == actor.here(), visible_to(actor))
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
    query = (
        select(Session)
        .join(Session.workshop)
        .where(
            Session.municipality_id == municipality_id,
            Session.on.in_(days),
            Session.state != SessionState.CANCELLED,
            Workshop.state != WorkshopState.CANCELLED,
            or_(Session.place_id.in_(places), Session.place_id.is_(None), Workshop.id.in_(led)),
        )
        .options(
            contains_eager(Session.workshop).joinedload(Workshop.facilitators),
            joinedload(Session.place),
        )
        .order_by(Session.on, Session.starts, Session.id)
    )
    by_day: dict[date, list[tuple[Session, list[UUID]]]] = defaultdict(list)
    for session in db.session.scalars(query).unique():
        if session.id not in left_out:
            by_day[session.on].append((session, [each.staff_id for each in session.workshop.facilitators]))
    return [clashes(each, people, by_day[each.on]) for each in wanted]


def heads_of(session_id: UUID) -> dict[str, int]:
    """How many of each group were counted in a session."""
    rows = db.session.scalars(select(Headcount).where(Headcount.session_id == session_id))
    return {row.group: row.count for row in rows}
