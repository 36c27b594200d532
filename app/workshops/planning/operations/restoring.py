"""A series that was cancelled by mistake takes place after all: what its cancellation closed, and no more."""

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden
from app.core.machine import last_transition
from app.core.signals import Signal
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import SessionState
from app.workshops.planning.operations.series import SeriesTold
from app.workshops.planning.operations.sessions import SessionTold, session_restored
from app.workshops.planning.permissions import demand_change, may_put_back
from app.workshops.planning.queries.cancelled import closed_with
from app.workshops.planning.states import SERIES, SESSION

series_restored: Signal[SeriesTold] = Signal()


class NothingAhead(Conflict):
    """All its days are over: it is copied, not put back."""


def restore_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """The series stands as before it was cancelled, with the sessions still ahead that ended with it.

    For who cancelled it, and the coordinator. Nobody is told by itself. Raises NothingAhead, Forbidden.
    """
    demand_change(actor, workshop)
    records.lock(workshop)
    cancelled = last_transition(workshop) if workshop.state == WorkshopState.CANCELLED else None
    if cancelled is None:
        raise Conflict
    if not may_put_back(actor, workshop, cancelled.actor_id):
        raise Forbidden
    coming = closed_with(actor, workshop, cancelled)
    if not coming:
        raise NothingAhead
    SERIES.move(actor, workshop, cancelled.before)
    for session in coming:
        SESSION.move(actor, session, SessionState.PLANNED)
        session_restored.send(SessionTold(actor, session))
    series_restored.send(SeriesTold(actor, workshop))
    db.session.flush()
