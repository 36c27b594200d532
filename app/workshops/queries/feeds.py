"""Sessions as entries of calendars that others subscribe to."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.db import db
from app.core.feeds import Event
from app.workshops.models import Session, Workshop, WorkshopState
from app.workshops.queries.series import led_by

KEPT = timedelta(days=90)
"""Calendars show what was, too, for this long."""

KINDS: dict[str, Callable[[UUID], ColumnElement[bool]]] = {
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
            KINDS[kind](subject_id),
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
