"""What was cancelled together with a series, and whether the actor may put it back."""

from collections.abc import Sequence

from app.core import clock
from app.core.actor import Actor
from app.core.machine import Transition, last_transition, last_transitions
from app.network.queries import get_zone
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.permissions import may_put_back
from app.workshops.planning.queries.series import list_sessions


def closed_with(actor: Actor, workshop: Workshop, cancelled: Transition) -> Sequence[Session]:
    """The sessions from today on that ended with the series; not those that were cancelled before it."""
    today = clock.today(get_zone(workshop.municipality_id))
    ahead = [each for each in list_sessions(actor, workshop) if each.is_cancelled and each.on >= today]
    last = last_transitions(Session, (each.id for each in ahead))
    return [each for each in ahead if each.id in last and last[each.id].at >= cancelled.at]


def can_put_back(actor: Actor, workshop: Workshop) -> bool:
    """Whether the actor may, and one of its days is still ahead."""
    last = last_transition(workshop) if workshop.state == WorkshopState.CANCELLED else None
    if last is None or not may_put_back(actor, workshop, last.actor_id):
        return False
    return bool(closed_with(actor, workshop, last))
