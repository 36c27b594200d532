"""Sessions as entries of calendars that others subscribe to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.audit import last_acts
from app.core.db import db
from app.core.feeds import Event, Feed
from app.core.permission import Permission
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.places import list_places
from app.workshops.planning.queries.series import led_by

KEPT = timedelta(days=90)
"""Calendars show what was, too, for this long."""
AHEAD = timedelta(days=2 * 366)
"""And what comes so far ahead: a calendar is read anew every hour, and made by whoever answers."""

FEED_KINDS: dict[str, Callable[[UUID], ColumnElement[bool]]] = {
    "facilitator": led_by,
    "place": lambda place_id: Session.place_id == place_id,
    "series": lambda workshop_id: Session.workshop_id == workshop_id,
}


def feed_events(kind: str, subject_id: UUID, municipality_id: UUID) -> list[Event]:
    """The sessions of a facilitator, a place or a series, from 90 days ago until two years ahead. No names
    of people in them.

    A moved session keeps its uid, so that calendars move it; one called off is said to be so. What is planned
    further ahead enters when its day comes nearer.
    """
    today = clock.now().date()
    query = (
        select(Session)
        .join(Session.workshop)
        .where(
            FEED_KINDS[kind](subject_id),
            Session.municipality_id == municipality_id,
            Workshop.state != WorkshopState.DRAFT,
            Session.on.between(today - KEPT, today + AHEAD),
        )
        .options(contains_eager(Session.workshop), joinedload(Session.place))
        .order_by(Session.on, Session.starts, Session.id)
    )
    sessions = db.session.scalars(query).all()
    acts = last_acts({id_ for each in sessions for id_ in _told_of(each)})
    return [_event(each, max(acts.get(id_, each.created_at) for id_ in _told_of(each))) for each in sessions]


def _told_of(session: Session) -> list[UUID]:
    """What an entry tells of: whatever is done to one of these may change it."""
    return [each.id for each in (session, session.workshop, session.place) if each]


def _event(session: Session, changed_at: datetime) -> Event:
    series, place = session.workshop, session.place
    where = ", ".join(part for part in (place.name, place.address) if part) if place else session.place_name
    title = f"{series.title}: {session.title}" if session.title else series.title
    return Event(
        uid=f"session-{session.id}@autonomus",
        title=title,
        starts=session.starts_at,
        ends=session.ends_at,
        changed_at=changed_at,
        place=where,
        sequence=session.version - 1,
        is_cancelled=session.is_cancelled or series.state == WorkshopState.CANCELLED,
    )


@dataclass(frozen=True, slots=True)
class Subjects:
    """What somebody may give a calendar's address away of: series that go on, places in use."""

    series: Sequence[Workshop]
    places: Sequence[Place]


def feed_subjects(actor: Actor) -> Subjects:
    """The series and places of the current municipality for who plans there; nothing for anybody else."""
    if not actor.may(Permission.WORKSHOP_WRITE):
        return Subjects((), ())
    going_on = select(Workshop).where(
        Workshop.municipality_id == actor.here(),
        Workshop.state.in_((WorkshopState.OPEN, WorkshopState.RUNNING)),
    )
    series = db.session.scalars(going_on.order_by(Workshop.sort_key, Workshop.id)).all()
    return Subjects(series, list_places(actor.here()))


def list_feeds(municipality_id: UUID) -> Sequence[Feed]:
    """The addresses in use in a municipality."""
    return db.session.scalars(
        select(Feed).where(Feed.municipality_id == municipality_id, Feed.revoked_at.is_(None))
    ).all()
