"""Meetings by any words: of their title, of the place, of the body that meets."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.core import text
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.meetings.models.meeting import Meeting
from app.network.meetings.permissions import seen_by
from app.network.meetings.queries.meetings import LONGEST_SEARCH
from app.network.parties.models import Party
from app.network.parties.queries import called


def search_meetings(actor: Actor, words: str, limit: int) -> Sequence[Meeting]:
    """The latest of the current municipality's that the actor may know of, with all the words."""
    actor.demand(Permission.PARTNERSHIP_OWN)
    here = actor.here()
    query = select(Meeting).where(Meeting.municipality_id == here, seen_by(actor))
    for word in text.fold(words[:LONGEST_SEARCH]).split():
        bodies = select(Party.id).where(*called(here, word))
        query = query.where(
            or_(Meeting.sort_key.contains(word, autoescape=True), Meeting.body_id.in_(bodies))
        )
    return db.session.scalars(query.order_by(Meeting.on.desc(), Meeting.id.desc()).limit(limit)).all()
