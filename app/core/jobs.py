"""Work that happens after the commit: a job is a row of the same transaction as its cause.

At least once: a handler must be safe to repeat. A failing job is tried again with growing pauses and,
after the last one, kept as dead until somebody in the office looks at it.

A handler that yields is long work, done a step at a time: after each step other jobs have their turn, and the
worker its other duties. One of that kind is at hand at a time; a step ends its transactions itself. However
long one takes: a transaction that begins and ends with `hold()` is nobody else's (app/core/task_work.py), and
whoever comes back to find that another worker has taken the job over leaves it to that one.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from inspect import isgeneratorfunction
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, delete, exists, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Created, Id, Instant, db, new_id
from app.core.privacy import CONTACT, PLAIN
from app.core.unit_of_work import writing

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
LEASE = timedelta(minutes=5)
HELD, HELD_AGAIN = timedelta(minutes=1), timedelta(seconds=20)
"""How long a step of long work may be silent, and how often its lease is made longer."""
KEPT = timedelta(days=30)
Payload = dict[str, Any]
Handler = Callable[[Payload], Iterator[None] | None]
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


class NotNow(Exception):
    """A handler may not do its work at this hour: the job waits until then, and that was no try."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(until)


class TakenOver(Exception):
    """Another worker has this job by now: this one was silent for longer than its lease."""


_handlers: dict[str, Handler] = {}
_long_kinds: set[str] = set()


@dataclass(slots=True)
class _Begun:
    """Long work that this process is at, and until when it is nobody else's.

    `attempt` tells whose it is: whoever takes a job counts one more.
    """

    job_id: UUID
    steps: Iterator[None]
    held_at: datetime
    attempt: int


_at_hand: list[_Begun] = []
"""None or one."""
_OVER = object()


def handler(kind: str) -> Callable[[Handler], Handler]:
    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        if isgeneratorfunction(function):
            _long_kinds.add(kind)
        return function

    return register


def enqueue(
    kind: str, payload: Payload, *, due_at: datetime | None = None, job_id: UUID | None = None
) -> UUID:
    """Add a job to the current transaction; it leaves when that commits."""
    now = clock.now()
    job = Job(id=job_id or new_id(), kind=kind, payload=payload, due_at=due_at or now, created_at=now)
    db.session.add(job)
    return job.id


def is_done(job_id: InstrumentedAttribute[UUID | None] | InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Whether a job was carried out; one that is forgotten was done, or whoever withdrew it knows."""
    return ~exists().where(Job.id == job_id, Job.state != "done")


def withdraw(ids: Collection[UUID]) -> Sequence[UUID]:
    """Remove those of these jobs that are not done, also those given up; which they are.

    What is just being carried out cannot be called back.
    """
    gone = select(Job.id).where(Job.id.in_(ids), Job.state != "done").with_for_update()
    found = db.session.scalars(gone).all()
    db.session.execute(delete(Job).where(Job.id.in_(found)))
    return found


def run_due(is_over: Callable[[], bool] = lambda: False) -> int:
    """Carry out every job that is due, unless it `is_over` before; returns how many were tried."""
    tried = 0
    while not is_over():
        if (job_id := _claim()) is not None:
            _run(job_id)
            tried += 1
        elif _at_hand:
            _go_on(_at_hand[0])
        else:
            break
    return tried


def is_long_work_at_hand() -> bool:
    """Whether a long job was begun here that has further steps."""
    return bool(_at_hand)


def hold() -> None:
    """In the present transaction: the long work at hand stays this worker's; nothing where there is none.

    First in a transaction it keeps others from claiming the job for as long as that lasts, last it makes the
    lease longer, in the same breath as what was done. Raises TakenOver.
    """
    if _at_hand:
        _hold(_at_hand[0])


def _hold(begun: _Begun) -> None:
    row = select(Job).where(Job.id == begun.job_id).with_for_update()
    job = db.session.scalars(row.execution_options(populate_existing=True)).first()
    if job is None or job.attempts != begun.attempt:
        raise TakenOver
    begun.held_at = clock.now()
    job.due_at = begun.held_at + HELD
    db.session.flush()


def give_back() -> None:
    """Leave long work that was begun to whoever comes next, at once: this process ends."""
    while _at_hand:
        begun = _at_hand.pop()
        begun.steps.close()  # type: ignore[attr-defined]  # of a generator
        with writing():
            job = db.session.get_one(Job, begun.job_id)
            if job.attempts == begun.attempt:
                job.due_at, job.attempts = clock.now(), job.attempts - 1


def _claim() -> UUID | None:
    with writing():
        due = select(Job).where(Job.state == "queued", Job.due_at <= clock.now())
        if _at_hand:
            due = due.where(Job.kind.not_in(_long_kinds))
        job = db.session.scalars(due.order_by(Job.due_at).limit(1).with_for_update(skip_locked=True)).first()
        if job is None:
            return None
        job.attempts += 1
        job.due_at = clock.now() + LEASE  # whoever dies with it gives it back after the lease
        return job.id


def _run(job_id: UUID) -> None:
    job = db.session.get_one(Job, job_id)
    kind, payload, attempt = job.kind, dict(job.payload), job.attempts
    db.session.rollback()  # slow work such as SMTP holds no lock; a handler opens its own transaction
    try:
        steps = _handlers[kind](payload)
    except NotNow as wait:
        _wait(job_id, wait.until)
    except Exception as error:  # noqa: BLE001  it is noted, and tried again
        _fail(job_id, error)
    else:
        if steps is None:
            _complete(job_id)
        else:
            _at_hand.append(_Begun(job_id, steps, clock.now() - HELD, attempt))


def _go_on(begun: _Begun) -> None:
    """One step of it."""
    try:
        is_over = next(begun.steps, _OVER) is _OVER
        if is_over or clock.now() - begun.held_at >= HELD_AGAIN:
            with writing():
                _hold(begun)
    except TakenOver:
        _at_hand.clear()
        db.session.rollback()
        log.warning("a job was taken over", extra={"kind": "job"})
    except Exception as error:  # noqa: BLE001  the same
        _at_hand.clear()
        _fail(begun.job_id, error)
    else:
        if is_over:
            _at_hand.clear()
            _complete(begun.job_id)


def _fail(job_id: UUID, error: Exception) -> None:
    db.session.rollback()
    log.error("job failed", exc_info=error)
    _postpone(job_id, type(error).__name__)


def _wait(job_id: UUID, until: datetime) -> None:
    with writing():
        if job := db.session.get(Job, job_id):
            job.due_at, job.attempts = until, job.attempts - 1


def _complete(job_id: UUID) -> None:
    with writing():
        if job := db.session.get(Job, job_id):  # unless it was withdrawn meanwhile
            job.state, job.payload, job.last_error = "done", {}, ""


def _postpone(job_id: UUID, error: str) -> None:
    with writing():
        if (job := db.session.get(Job, job_id)) is None:
            return
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
