"""Reads: the sessions where people are registered, with what came of them, and devices with theirs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, literal, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.devices.models import Device
from app.outreach.registrations.models import Registration
from app.workshops.planning.models.series import WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.calendar import sessions_between

AROUND = timedelta(days=14)
OPEN = (RecordState.WAITING.value, RecordState.ATTENTION.value)
_NOT_HELD = frozenset({WorkshopState.CANCELLED.value, WorkshopState.DRAFT.value})


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many registrations of a session there are, and how far they are."""

    registered: int = 0
    waiting: int = 0
    attention: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """The sessions of some days around today."""

    today: Sequence[Session]
    coming: Sequence[Session]
    past: Sequence[Session]

    @property
    def ids(self) -> Sequence[UUID]:
        return [each.id for each in (*self.today, *self.coming, *self.past)]


def sessions_around(actor: Actor, today: date) -> Around:
    """Those that are held here two weeks back and ahead; of the past ones the latest first."""
    found = [
        each
        for each in sessions_between(actor, today - AROUND, today + AROUND)
        if not each.is_cancelled and each.workshop.state not in _NOT_HELD
    ]
    return Around(
        today=[each for each in found if each.on == today],
        coming=[each for each in found if each.on > today],
        past=[each for each in reversed(found) if each.on < today],
    )


def arrived_in(session_ids: Iterable[UUID]) -> Mapping[UUID, Arrived]:
    """Of sessions that the actor has been given, in one query: who is registered, however it came, and what
    devices handed over that is not entered yet.
    """
    ids = list(session_ids)
    done = (
        select(Registration.session_id, literal(RecordState.REGISTERED.value), func.count())
        .where(Registration.session_id.in_(ids))
        .group_by(Registration.session_id)
    )
    open_still = (
        select(FieldRecord.session_id, FieldRecord.state, func.count())
        .where(FieldRecord.session_id.in_(ids), FieldRecord.state.in_(OPEN))
        .group_by(FieldRecord.session_id, FieldRecord.state)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for session_id, state, count in db.session.execute(union_all(done, open_still)):
        if session_id is not None:
            found[session_id][state] = count
    return {session_id: Arrived(**counts) for session_id, counts in found.items()}


def list_devices(actor: Actor) -> Sequence[tuple[Device, int]]:
    """The devices of the current municipality and how many records came from each: those in use by name,
    those that were cut off last.
    """
    actor.demand(Permission.DEVICE_WRITE)
    here = actor.here()
    came = (
        select(FieldRecord.device_id, func.count().label("records"))
        .where(FieldRecord.municipality_id == here)
        .group_by(FieldRecord.device_id)
        .subquery()
    )
    query = (
        select(Device, func.coalesce(came.c.records, 0))
        .outerjoin(came, came.c.device_id == Device.id)
        .where(Device.municipality_id == here)
        .order_by(Device.revoked_at.is_not(None), Device.name, Device.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
