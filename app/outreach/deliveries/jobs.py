"""Work that follows an arrival: each record by itself, so that one that is no good holds up none."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.core import clock, jobs
from app.core.config import Config
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.jobs import PAUSES, Job, NotNow, Payload
from app.core.unit_of_work import writing
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.mending import form_of
from app.outreach.deliveries.operations import opening, receiving, registering
from app.outreach.deliveries.operations.opening import NeedsSomebody

WAITED = timedelta(hours=1)
"""A record that waits so long has lost its job."""


@jobs.handler(receiving.OPEN)
def open_record(payload: Payload) -> None:
    """Register a record, or set it before a person and say why; safe to repeat."""
    record_id, job_id = UUID(payload["record_id"]), UUID(payload["job_id"])
    answering = payload.get("answered_by")
    if _tries(job_id) > len(PAUSES) + 1:  # whoever was at it was killed each time
        _give_up(record_id)
        return
    try:
        _register_or_ask(record_id, UUID(answering) if answering else None)
    except NotNow:
        raise
    except Exception:
        db.session.rollback()
        if _tries(job_id) > len(PAUSES):
            _give_up(record_id)
        raise


def queue_forgotten(_settings: Config) -> None:
    """Whatever waits for more than an hour and has no job gets a new one."""
    waiting = queries.list_waiting(clock.now() - WAITED)
    having = queries.ids_having_jobs(receiving.OPEN)
    for record in waiting:
        if record.id not in having:
            receiving.queue(record)


def _register_or_ask(record_id: UUID, answered_by: UUID | None) -> None:
    try:
        try:
            _register(record_id, answered_by)
        except (IntegrityError, Conflict):  # of what somebody did at this moment: now it can be seen
            _register(record_id, answered_by)
    except NeedsSomebody as found:
        _set_before_somebody(record_id, found.reason)
    except DomainError:
        _set_before_somebody(record_id, reasons.CONFLICT)


def _register(record_id: UUID, answered_by: UUID | None) -> None:
    with writing():
        if (record := opening.find_to_open(record_id)) is None:
            return
        said = opening.open_record(record)
        if (session := opening.find_session(record)) is None:
            raise NeedsSomebody(reasons.SESSION_UNKNOWN)
        actor = registering.registrar_of(record, answered_by)
        form, _offered = form_of(record, said, session)
        if not form.validate():
            raise NeedsSomebody(reasons.INVALID)
        registering.register_record(
            actor, record=record, session=session, told=form.told, captured_at=said.captured_at
        )


def _set_before_somebody(record_id: UUID, reason: str) -> None:
    with writing():
        opening.set_before_somebody(record_id, reason)


def _give_up(record_id: UUID) -> None:
    """Nothing more is tried: somebody is told, also where opening it is what fails; then it is as it came."""
    try:
        _set_before_somebody(record_id, reasons.FAILED)
    except Exception:
        with writing():
            opening.set_before_somebody(record_id, reasons.FAILED, opens=False)
        raise


def _tries(job_id: UUID) -> int:
    job = db.session.get(Job, job_id)
    db.session.rollback()
    return job.attempts if job else 0
