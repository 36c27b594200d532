"""Reads about records that arrived."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.core import paging, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.jobs import Job
from app.core.machine import Transition
from app.core.permission import Permission
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.devices.models import Device
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from app.people.permissions import visible_to
from app.workshops.planning.models.session import Session

REGISTERS = Permission.OUTREACH_REGISTER
LONG_AGO, MOST_SESSIONS = timedelta(days=90), 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; a slip is looked for in every state."""

    state: str | None = None
    reason: str | None = None
    session: UUID | None = None
    slip: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many records of a session need somebody, and how many of these only somebody to answer for them."""

    session: Session | None
    count: int
    left: int


def received(municipalities: Collection[UUID], ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """When what came under these ids was received; of several under one id the last of them."""
    row = FieldRecord
    query = select(row.id, row.same_as, row.received_at).where(
        row.municipality_id.in_(municipalities), or_(row.id.in_(ids), row.same_as.in_(ids))
    )
    found: dict[UUID, datetime] = {}
    here = set()
    for each in db.session.execute(query):
        here.add(each.id)
        for name in (each.id, each.same_as):
            if name is not None:
                found[name] = max(each.received_at, found.get(name, each.received_at))
    return {name: at for name, at in found.items() if name in here and name in ids}


def get_record(actor: Actor, record_id: UUID, *, to_change: bool = False) -> FieldRecord:
    """A record of a municipality where the actor registers people, as far as they may see it; NotFound."""
    found = records.get(actor, REGISTERS, FieldRecord, record_id, with_for_update=to_change or None)
    if db.session.scalar(select(FieldRecord.id).where(FieldRecord.id == found.id, is_seen(actor))) is None:
        raise NotFound
    return found


def is_seen(actor: Actor) -> ColumnElement[bool]:
    """What was said about somebody who is protected now would tell how to reach them. One that is registered
    says nothing any more, and stays: if it went, everybody would see who became protected.
    """
    theirs = exists().where(Participant.id == FieldRecord.participant_id, visible_to(actor))
    is_registered = FieldRecord.state == RecordState.REGISTERED
    return or_(FieldRecord.participant_id.is_(None), is_registered, theirs)


def records_page(actor: Actor, filters: Filters, *, after: str | None = None) -> paging.Page[FieldRecord]:
    """The records of the current municipality, the latest first."""
    actor.demand(REGISTERS)
    query = select(FieldRecord).where(FieldRecord.municipality_id == actor.here(), is_seen(actor))
    if filters.slip:
        query = query.where(FieldRecord.slip == filters.slip)
    elif not filters.state:
        query = query.where(FieldRecord.state == RecordState.ATTENTION)
    for column, wanted in (
        (FieldRecord.state, filters.state),
        (FieldRecord.reason, filters.reason),
        (FieldRecord.session_id, filters.session),
    ):
        if wanted:
            query = query.where(column == wanted)
    by = FieldRecord.received_at
    return paging.page(query, by=by, then=FieldRecord.id, after=after, descending=True)


def sessions_of(shown: Collection[FieldRecord]) -> Mapping[UUID, Session]:
    """The sessions of several records, in one query."""
    ids = {each.session_id for each in shown} - {None}
    found = select(Session).where(Session.id.in_(ids)).options(*_shown())
    return {each.id: each for each in db.session.scalars(found)}


def waiting_by_session(actor: Actor) -> Sequence[Waiting]:
    """The sessions of which something needs attention in the current municipality, the latest first; those
    records that belong to none yet come before them.
    """
    actor.demand(REGISTERS)
    left = func.count().filter(FieldRecord.reason == "registrar_left")
    query = (
        select(FieldRecord.session_id, func.count(), left)
        .where(*_attended(actor))
        .group_by(FieldRecord.session_id)
    )
    counts = {row[0]: (row[1], row[2]) for row in db.session.execute(query)}
    found = select(Session).where(Session.id.in_([each for each in counts if each]))
    there = found.options(*_shown()).order_by(Session.on.desc(), Session.id)
    own = [None] if None in counts else []
    return [Waiting(each, *counts[each.id if each else None]) for each in (*own, *db.session.scalars(there))]


def to_attend(actor: Actor) -> Select[int]:
    """How many need attention in the current municipality."""
    return select(func.count()).select_from(FieldRecord).where(*_attended(actor))


def _attended(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    here = FieldRecord.municipality_id == actor.here()
    return here, FieldRecord.state == RecordState.ATTENTION, is_seen(actor)


def sessions_near(record: FieldRecord, day: date) -> Sequence[Session]:
    """In which sessions it may have been made: those up to that day, the latest first."""
    query = select(Session).where(
        Session.municipality_id == record.municipality_id, Session.on <= day, Session.on >= day - LONG_AGO
    )
    latest = query.options(*_shown()).order_by(Session.on.desc(), Session.id)
    return db.session.scalars(latest.limit(MOST_SESSIONS)).all()


def history_of(record: FieldRecord) -> Sequence[Transition]:
    """What became of it, the latest first."""
    query = select(Transition).where(
        Transition.subject_type == FieldRecord.__tablename__, Transition.subject_id == record.id
    )
    return db.session.scalars(query.order_by(Transition.at.desc(), Transition.id.desc())).all()


def last_attention(record: FieldRecord) -> str:
    """Why it needed somebody when it last did; "" if it never did."""
    found = [each.reason for each in history_of(record) if each.after == RecordState.ATTENTION]
    return found[0] if found else ""


def find_by_slip(session_id: UUID, slip: str) -> Registration | None:
    """Who was registered with this slip in a session."""
    query = select(Registration).filter_by(session_id=session_id, slip=slip)
    return db.session.scalars(query).one_or_none()


def find_registered(registration_id: UUID) -> Registration | None:
    return db.session.get(Registration, registration_id)


def device_name(record: FieldRecord) -> str:
    """How the device is called that handed it over; "" for one that this database does not know."""
    own = Device.id == record.device_id, Device.municipality_id == record.municipality_id
    return (db.session.scalar(select(Device.name).where(*own)) or "") if record.device_id else ""


def find_person(actor: Actor, participant_id: UUID | None) -> Participant | None:
    """Whom a record led to, for whoever may know of them."""
    if participant_id is None:
        return None
    theirs = select(Participant).where(Participant.id == participant_id, visible_to(actor))
    return db.session.scalars(theirs).first()


def list_waiting(before: datetime) -> Sequence[FieldRecord]:
    """What arrived before then and was not looked into yet."""
    waiting = FieldRecord.state == RecordState.WAITING, FieldRecord.received_at < before
    return db.session.scalars(select(FieldRecord).where(*waiting).order_by(FieldRecord.id)).all()


def ids_having_jobs(kind: str) -> frozenset[UUID]:
    """The records that a job is still to look into."""
    payloads: Sequence[dict[str, Any]] = db.session.scalars(
        select(Job.payload).where(Job.kind == kind, Job.state == "queued")
    ).all()
    return frozenset(UUID(each["record_id"]) for each in payloads)


def _shown() -> tuple[ExecutableOption, ...]:
    """What a page says of a session."""
    return joinedload(Session.workshop), joinedload(Session.place)
