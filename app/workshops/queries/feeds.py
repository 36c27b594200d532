"""Sessions as entries of calendars that others subscribe to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.feeds import Event, Feed
from app.core.permission import Permission
from app.workshops.models import Place, Session, Workshop, WorkshopState
from app.workshops.queries.places import list_places
from app.workshops.queries.series import led_by

KEPT = timedelta(days=90)
"""Calendars show what was, too, for this long."""

FEED_KINDS: dict[str, Callable[[UUID], ColumnElement[bool]]] = {
    "facilitator": led_by,
    "place": lambda place_id: Session.place_id == place_id,
    "series": lambda workshop_id: Session.workshop_id == workshop_id,
}


def feed_events(kind: str, subject_id: UUID, municipality_id: UUID) -> list[Event]:
    """The sessions of a facilitator, a place or a series, from 90 days ago on. No names of people in them.

    A moved session keeps its uid, so that calendars move it; one called off is said to be so.
    """
    since = clock.now().date() - KEPT
    query = (
        select(Session)
        .join(Session.workshop)
        .where(
            FEED_KINDS[kind](subject_id),
            Session.municipality_id == municipality_id,
            Workshop.state != WorkshopState.DRAFT,
            Session.on >= since,
        )
        .options(contains_eager(Session.workshop), joinedload(Session.place))
        .order_by(Session.on, Session.starts, Session.id)
    )
    return [event_of(session) for session in db.session.scalars(query)]


def event_of(session: Session) -> Event:
    """One session as an entry."""
    series, place = session.workshop, session.place
    where = ", ".join(part for part in (place.name, place.address) if part) if place else session.place_name
    title = f"{series.title}: {session.title}" if session.title else series.title
    return Event(
        uid=f"session-{session.id}@autonomus",
        title=title,
        starts=session.starts_at,
        ends=session.ends_at,
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
