"""What of meetings shows that a step of the installation was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from babel.dates import format_date
from sqlalchemy import select

from app.core import i18n, text
from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.permissions import seen_by
from app.network.meetings.queries.meetings import LONGEST_SEARCH

HELD = {MeetingState.HELD, MeetingState.APPROVED}


def offered_meetings(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """Those that were not cancelled, the latest first."""
    query = select(Meeting).where(
        Meeting.municipality_id == municipality_id, Meeting.state != MeetingState.CANCELLED, seen_by(actor)
    )
    for word in text.fold(words[:LONGEST_SEARCH]).split():
        query = query.where(Meeting.sort_key.contains(word, autoescape=True))
    latest = query.order_by(Meeting.on.desc(), Meeting.id.desc()).limit(AT_MOST)
    return {each.id: _in_words(each) for each in db.session.scalars(latest)}


def shown_meetings(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once they were held."""
    query = select(Meeting, seen_by(actor)).where(
        Meeting.municipality_id == municipality_id, Meeting.id.in_(ids)
    )
    return {
        each.id: shown(
            is_done=each.state in HELD,
            title=_in_words(each),
            endpoint="network.meeting",
            values={"meeting_id": each.id},
            may=bool(may),
        )
        for each, may in db.session.execute(query)
    }


def _in_words(meeting: Meeting) -> str:
    day = format_date(meeting.on, "medium", locale=i18n.current().locale)
    return f"{meeting.title}, {day}"
