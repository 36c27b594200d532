"""Sessions of a series: added one by one or many at once, moved, cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, DomainError, NotFound, StaleRecord
from app.core.permission import Permission
from app.core.states import move
from app.network.queries import get_zone
from app.workshops.models import Place, Session, SessionState, Workshop, WorkshopState
from app.workshops.states import CANCEL_REASONS, SESSION


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
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    known = db.session.get(Session, session_id) if session_id else None
    if known is not None:
        if known.workshop_id != workshop.id:
            raise Conflict
        return known
    if workshop.state in {WorkshopState.ENDED, WorkshopState.CANCELLED}:
        raise SeriesIsOver
    _check(appointment, workshop.municipality_id)
    session = Session(
        id=session_id or new_id(),
        municipality_id=workshop.municipality_id,
        workshop_id=workshop.id,
        zone=get_zone(workshop.municipality_id),
        state=SessionState.PLANNED.value,
        created_at=clock.now(),
        **_columns(appointment),
    )
    db.session.add(session)
    _record(actor, "created", session)
    db.session.flush()
    return session


def add_sessions(actor: Actor, *, workshop: Workshop, appointments: Iterable[Appointment]) -> list[Session]:
    """Several sessions at once, such as those of a recurrence."""
    return [add_session(actor, workshop=workshop, appointment=each) for each in appointments]


def edit_session(actor: Actor, *, session: Session, version: int, appointment: Appointment) -> None:
    """Change or move a session read at `version`; raises StaleRecord, EndsTooEarly, NotFound."""
    _lock(actor, session)
    if session.version != version:
        raise StaleRecord(session.version)
    _check(appointment, session.municipality_id)
    columns = _columns(appointment)
    changed = [name for name, value in columns.items() if getattr(session, name) != value]
    for name in changed:
        setattr(session, name, columns[name])
    if changed:
        session.version += 1
        _record(actor, "edited", session, changed)
    db.session.flush()


def cancel_session(actor: Actor, *, session: Session, reason: str, note: str = "") -> None:
    """The session does not take place; its row stays, so that everybody sees that it was planned."""
    if reason not in CANCEL_REASONS:
        raise NotFound
    _lock(actor, session)
    move(actor, session, SESSION, SessionState.CANCELLED.value, reason=reason, note=note)
    db.session.flush()


def restore_session(actor: Actor, *, session: Session) -> None:
    """A cancelled session takes place after all."""
    _lock(actor, session)
    move(actor, session, SESSION, SessionState.PLANNED.value)
    db.session.flush()


def hold_session(actor: Actor, *, session: Session) -> None:
    """Note that a session took place; harmless when that is known already. For whoever notes attendance."""
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    if session.state != SessionState.HELD:
        move(actor, session, SESSION, SessionState.HELD.value)
        db.session.flush()


def _lock(actor: Actor, session: Session) -> None:
    actor.demand(Permission.WORKSHOP_WRITE, session.municipality_id)
    # Of these columns alone: a session is read with its series and place, and outer joins cannot be locked.
    db.session.refresh(session, ["state", "version"], with_for_update=True)


def _columns(appointment: Appointment) -> dict[str, object]:
    return {
        "on": appointment.on,
        "starts": appointment.starts,
        "ends": appointment.ends,
        "title": appointment.title,
        "place_id": appointment.place_id,
        "place_name": "" if appointment.place_id else appointment.place_name,
    }


def _check(appointment: Appointment, municipality_id: UUID) -> None:
    if appointment.ends <= appointment.starts:
        raise EndsTooEarly
    if appointment.place_id is not None:
        place = db.session.get(Place, appointment.place_id)
        if place is None or place.municipality_id != municipality_id:
            raise NotFound


def _record(actor: Actor, act: str, session: Session, fields: Iterable[str] = ()) -> None:
    audit.record(
        actor, f"session.{act}", "session", session.id, municipality_id=session.municipality_id, fields=fields
    )
