"""What of the programme shows that a step of the installation was done: series, and their sessions."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from babel.dates import format_date
from sqlalchemy import ColumnElement, select

from app.core import i18n, text
from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.core.permission import Permission
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import visible_to
from app.workshops.planning.queries.series import LONGEST_SEARCH


def offered_series(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """Those that were not cancelled, the latest made first."""
    query = select(Workshop).where(
        Workshop.state != WorkshopState.CANCELLED, *_called(actor, municipality_id, words)
    )
    found = db.session.scalars(query.order_by(Workshop.id.desc()).limit(AT_MOST))
    return {each.id: each.title for each in found}


def shown_series(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once they ended."""
    query = select(Workshop).where(Workshop.municipality_id == municipality_id, Workshop.id.in_(ids))
    may = actor.may(Permission.WORKSHOP_READ, municipality_id)
    return {
        each.id: shown(
            is_done=each.state == WorkshopState.ENDED,
            title=each.title,
            endpoint="workshops.show",
            values={"workshop_id": each.id},
            may=may,
        )
        for each in db.session.scalars(query)
    }


def offered_sessions(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """Those that were not cancelled, the latest first."""
    query = (
        select(Session, Workshop.title)
        .join(Session.workshop)
        .where(Session.state != SessionState.CANCELLED, *_called(actor, municipality_id, words))
    )
    latest = query.order_by(Session.on.desc(), Session.starts.desc(), Session.id.desc()).limit(AT_MOST)
    return {session.id: _in_words(session, title) for session, title in db.session.execute(latest)}


def shown_sessions(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once they were held."""
    query = (
        select(Session, Workshop.title)
        .join(Session.workshop)
        .where(Session.municipality_id == municipality_id, Session.id.in_(ids))
    )
    may = actor.may(Permission.WORKSHOP_READ, municipality_id)
    return {
        session.id: shown(
            is_done=session.state == SessionState.HELD,
            title=_in_words(session, title),
            endpoint="workshops.show",
            values={"workshop_id": session.workshop_id},
            may=may,
        )
        for session, title in db.session.execute(query)
    }


def _called(actor: Actor, municipality_id: UUID, words: str) -> Sequence[ColumnElement[bool]]:
    """Conditions: series of the municipality that the actor may open, with all the words in their title."""
    parts = text.fold(words[:LONGEST_SEARCH]).split()
    named = [Workshop.sort_key.contains(word, autoescape=True) for word in parts]
    return [Workshop.municipality_id == municipality_id, visible_to(actor), *named]


def _in_words(session: Session, title: str) -> str:
    day = format_date(session.on, "medium", locale=i18n.current().locale)
    return f"{title}, {day}"
