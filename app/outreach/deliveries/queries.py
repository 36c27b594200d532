"""Reads about records that arrived."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.core.db import db
from app.core.jobs import Job
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.registrations.models import Registration


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


def find_by_slip(session_id: UUID, slip: str) -> Registration | None:
    """Who was registered with this slip in a session."""
    query = select(Registration).filter_by(session_id=session_id, slip=slip)
    return db.session.scalars(query).one_or_none()


def find_registered(registration_id: UUID) -> Registration | None:
    return db.session.get(Registration, registration_id)


def list_waiting(before: datetime) -> Sequence[FieldRecord]:
    """What arrived before then and was not looked into yet."""
    waiting = FieldRecord.state == RecordState.WAITING, FieldRecord.received_at < before
    return db.session.scalars(select(FieldRecord).where(*waiting).order_by(FieldRecord.id)).all()


def ids_having_jobs(kind: str) -> frozenset[UUID]:
    """The records that a job is still to look into."""
    payloads = db.session.scalars(select(Job.payload).where(Job.kind == kind, Job.state == "queued"))
    return frozenset(UUID(each["record_id"]) for each in payloads)
