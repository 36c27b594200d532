"""The day on the front page: the sessions of today, what is not filled in, what waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.actor import Actor
from app.core.permission import Permission
from app.workshops.models import Session
from app.workshops.queries.attendance import ToFillIn, list_to_fill_in
from app.workshops.queries.calendar import sessions_between
from app.workshops.queries.to_do import ToDo, to_do


@dataclass(frozen=True, slots=True)
class Day:
    """`own`: the series of today that the actor leads; their sessions come first."""

    sessions: Sequence[Session]
    own: frozenset[UUID]
    to_fill_in: Sequence[ToFillIn]
    waiting: ToDo


def day_of(actor: Actor, today: date, *, at_most: int) -> Day | None:
    """The day where the actor works now; None for who has nothing to do with workshops."""
    if not actor.may(Permission.WORKSHOP_READ):
        return None
    sessions = [each for each in sessions_between(actor, today, today) if not each.is_cancelled]
    own = frozenset(each.workshop_id for each in sessions if _leads(actor, each))
    sessions.sort(key=lambda each: (each.workshop_id not in own, each.starts))
    return Day(sessions, own, list_to_fill_in(actor, at_most=at_most + 1), to_do(actor, today))


def _leads(actor: Actor, session: Session) -> bool:
    return any(each.staff_id == actor.id for each in session.workshop.facilitators)
