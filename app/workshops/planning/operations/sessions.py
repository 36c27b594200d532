"""Sessions of a series: added one by one or many at once, moved, cancelled."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, DomainError, NotFound
from app.core.signals import Signal
from app.network.queries import get_zone
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import demand_change, demand_count
from app.workshops.planning.states import SESSION


@dataclass(frozen=True, slots=True)
class SessionTold:
    """A session to which something happened; `actor` did it."""

    actor: Actor
    session: Session


session_cancelled: Signal[SessionTold] = Signal()
"""It alone, not with its series."""
session_restored: Signal[SessionTold] = Signal()
session_moved: Signal[SessionTold] = Signal()
"""It takes place on another day, at another hour or elsewhere."""
MOVES = {"on", "starts", "ends", "place_id", "place_name"}


class EndsTooEarly(DomainError):
    """A session ends before, or when, it begins."""

    status = 422


class SeriesIsOver(Conflict):
    """An ended or cancelled series gets no further sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When and where: wall time in the municipality's zone. `place_name` is for a place used once."""

    on: date
    starts: time
    ends: time
    place_id: UUID | None = None
    place_name: str = ""
    title: str = ""


def add_session(
    actor: Actor, *, workshop: Workshop, appointment: Appointment, session_id: UUID | None = None
) -> Session:
    """One more session. The same id again is the same row. Raises EndsTooEarly, SeriesIsOver, NotFound."""
    demand_change(actor, workshop)
    if session_id and (known := records.known(Session, session_id, workshop_id=workshop.id)):
        return known
    if workshop.state in {WorkshopState.ENDED, WorkshopState.CANCELLED}:
        raise SeriesIsOver
    session = Session(
        id=session_id or new_id(),
        municipality_id=workshop.municipality_id,
        workshop_id=workshop.id,
        zone=get_zone(workshop.municipality_id),
        state=SessionState.PLANNED.value,
        created_at=clock.now(),
        **_columns(appointment, workshop.municipality_id),
    )
    return records.add(actor, session)


def add_sessions(actor: Actor, *, workshop: Workshop, appointments: Iterable[Appointment]) -> list[Session]:
    """Several sessions at once, such as those of a recurrence."""
    return [add_session(actor, workshop=workshop, appointment=each) for each in appointments]


def edit_session(actor: Actor, *, session: Session, version: int, appointment: Appointment) -> None:
    """Change or move a session read at `version`; raises StaleRecord, EndsTooEarly, NotFound."""
    demand_change(actor, session)
    changed = records.edit(actor, session, version, _columns(appointment, session.municipality_id))
    if MOVES & set(changed) and session.state == SessionState.PLANNED:
        session_moved.send(SessionTold(actor, session))


def cancel_session(actor: Actor, *, session: Session, reason: str, note: str = "") -> None:
    """The session does not take place; its row stays, so that everybody sees that it was planned.

    Raises UnknownReason.
    """
    _move(actor, session, SessionState.CANCELLED, reason=reason, note=note)
    session_cancelled.send(SessionTold(actor, session))


def restore_session(actor: Actor, *, session: Session) -> None:
    """A cancelled session takes place after all."""
    _move(actor, session, SessionState.PLANNED)
    session_restored.send(SessionTold(actor, session))


def hold_session(actor: Actor, *, session: Session) -> None:
    """Note that a session took place; harmless when that is known already. For whoever notes who came."""
    demand_count(actor, session)
    note_held(actor, session)


def note_held(actor: Actor, session: Session) -> None:
    """The same once it is clear that somebody was there."""
    if session.state != SessionState.HELD:
        SESSION.move(actor, session, SessionState.HELD)
        db.session.flush()


def take_back_holding(actor: Actor, *, session: Session) -> None:
    """It was noted by mistake that a session took place; harmless where nobody has noted that."""
    demand_count(actor, session)
    if session.state == SessionState.HELD:
        SESSION.move(actor, session, SessionState.PLANNED)
        db.session.flush()


def _move(actor: Actor, session: Session, after: str, *, reason: str = "", note: str = "") -> None:
    demand_change(actor, session)
    records.lock(session)
    SESSION.move(actor, session, after, reason=reason, note=note)
    db.session.flush()


def _columns(appointment: Appointment, municipality_id: UUID) -> dict[str, Any]:
    """What stands in the row of a session; raises EndsTooEarly, NotFound for a place that is elsewhere."""
    if appointment.ends <= appointment.starts:
        raise EndsTooEarly
    if appointment.place_id is None:
        return asdict(appointment)
    place = db.session.get(Place, appointment.place_id)
    if place is None or place.municipality_id != municipality_id:
        raise NotFound
    return {**asdict(appointment), "place_name": ""}
