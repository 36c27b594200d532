"""Meetings as entries of calendars that others subscribe to. No names of people in them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, true

from app.core import clock
from app.core.audit import last_acts
from app.core.db import db
from app.core.feeds import Event
from app.network.meetings.models.meeting import Invitee, Meeting, MeetingState

KEPT, AHEAD = timedelta(days=90), timedelta(days=2 * 366)
"""So far back and ahead a calendar shows."""
EVERY, OF_BODY, INVITED = "meetings", "meetings_of_body", "meetings_invited"


def _invited(party_id: UUID) -> ColumnElement[bool]:
    theirs = select(Invitee.meeting_id).where(Invitee.party_id == party_id, Invitee.withdrawn_at.is_(None))
    return Meeting.id.in_(theirs)


FEED_KINDS: dict[str, Callable[[UUID], ColumnElement[bool]]] = {
    EVERY: lambda _municipality_id: true(),
    OF_BODY: lambda body_id: Meeting.body_id == body_id,
    INVITED: _invited,
}


def feed_events(kind: str, subject_id: UUID, municipality_id: UUID) -> list[Event]:
    """What is or was convened; one called off is said to be so, and one that is prepared is not in it."""
    today = clock.now().date()
    query = select(Meeting).where(
        FEED_KINDS[kind](subject_id),
        Meeting.municipality_id == municipality_id,
        Meeting.state != MeetingState.DRAFT,
        Meeting.convened_at.is_not(None),
        Meeting.on.between(today - KEPT, today + AHEAD),
    )
    found = db.session.scalars(query.order_by(Meeting.on, Meeting.starts, Meeting.id)).all()
    acts = last_acts({each.id for each in found})
    return [
        Event(
            uid=f"meeting-{each.id}@autonomus",
            title=each.title,
            starts=each.starts_at,
            ends=each.ends_at,
            changed_at=acts.get(each.id, each.created_at),
            place=each.place,
            sequence=each.version - 1,
            is_cancelled=each.state == MeetingState.CANCELLED,
        )
        for each in found
    ]
