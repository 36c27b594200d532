"""Work that happens after the commit: a job is a row of the same transaction as its cause.

At least once: a handler must be safe to repeat. A failing job is tried again with growing pauses and,
after the last one, kept as dead until somebody in the office looks at it.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit, clock
from app.core.db import Base, Created, Id, Instant, db, new_id
from app.core.privacy import CONTACT, PLAIN
from app.core.unit_of_work import writing

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=30)
Payload = dict[str, Any]
log = logging.getLogger(__name__)


class Job(Base):
    """One piece of later work. The payload of a finished job is emptied: it may hold an address."""

    __tablename__ = "job"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    payload: Mapped[Payload] = mapped_column(JSON, info=CONTACT)
    state: Mapped[str] = mapped_column(default="queued", index=True, info=PLAIN)
    due_at: Mapped[Instant] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0, info=PLAIN)
    last_error: Mapped[str] = mapped_column(default="", info=PLAIN)
    created_at: Mapped[Created]


_handlers: dict[str, Callable[[Payload], None]] = {}


def handler(kind: str) -> Callable[[Callable[[Payload], None]], Callable[[Payload], None]]:
    """Register the function that carries out jobs of a kind."""

    def register(function: Callable[[Payload], None]) -> Callable[[Payload], None]:
        _handlers[kind] = function
        return function

    return register


def enqueue(kind: str, payload: Payload, *, due_at: datetime | None = None) -> UUID:
    """Add a job to the current transaction; it leaves when that commits."""
    job = Job(id=new_id(), kind=kind, payload=payload, due_at=due_at or clock.now(), created_at=clock.now())
    db.session.add(job)
    return job.id


def run_due() -> int:
    """Carry out every job that is due; returns how many were tried."""
    tried = 0
    while (job_id := _claim()) is not None:
        _run(job_id)
        tried += 1
    return tried


def _claim() -> UUID | None:
    with writing():
        due = select(Job).where(Job.state == "queued", Job.due_at <= clock.now())
        job = db.session.scalars(due.order_by(Job.due_at).limit(1).with_for_update(skip_locked=True)).first()
        if job is None:
            return None
        job.attempts += 1
        job.due_at = clock.now() + LEASE  # whoever dies with it gives it back after the lease
        return job.id


def _run(job_id: UUID) -> None:
    job = db.session.get_one(Job, job_id)
    kind, payload = job.kind, dict(job.payload)
    db.session.rollback()  # slow work such as SMTP holds no lock; a handler opens its own transaction
    try:
        _handlers[kind](payload)
    except Exception as error:
        db.session.rollback()
        log.exception("job failed")
        _postpone(job_id, type(error).__name__)
    else:
        _complete(job_id)


def _complete(job_id: UUID) -> None:
    with writing():
        job = db.session.get_one(Job, job_id)
        job.state, job.payload, job.last_error = "done", {}, ""


def _postpone(job_id: UUID, error: str) -> None:
    with writing():
        job = db.session.get_one(Job, job_id)
        job.last_error = error
        if job.attempts > len(PAUSES):
            job.state = "dead"
        else:
            job.due_at = clock.now() + PAUSES[job.attempts - 1]


def retry_dead(*, since: datetime) -> int:
    """Queue again what was asked for since then and given up; returns how many.

    What is older stays dead: a reminder of last month's session helps nobody.
    """
    dead = update(Job).where(Job.state == "dead", Job.created_at >= since)
    result = db.session.execute(dead.values(state="queued", attempts=0, due_at=clock.now()))
    return int(result.rowcount)  # type: ignore[attr-defined]  # of an update


def forget_done() -> None:
    """Remove jobs that were done a month ago (nightly); dead ones stay until somebody has looked."""
    over = Job.created_at < clock.now() - KEPT
    db.session.execute(delete(Job).where(Job.state == "done", over))


def work(*, pause: float = 1.0, rounds: int | None = None) -> None:
    """The worker's loop: due jobs, then the audit sealer. Ends after `rounds`, or never."""
    done = 0
    while rounds is None or done < rounds:
        run_due()
        with writing():
            audit.seal()
        db.session.remove()
        done += 1
        time.sleep(pause)
