"""The worker's side of tasks (app/core/tasks.py): step by step, to their end or until somebody stops it."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from uuid import UUID

from sqlalchemy import select

from app.core import clock, i18n, jobs
from app.core.db import db
from app.core.errors import DomainError
from app.core.task_files import place_of
from app.core.tasks import Task, TaskState, Work, has_kind, kind_of
from app.core.unit_of_work import writing

MOST_FAILURES = 3
"""So often it is tried, some minutes apart, before whoever asked is told that it failed."""
OVER = object()
log = logging.getLogger(__name__)


@contextmanager
def batch(work: Work) -> Iterator[Task]:
    """A short transaction about a task; even a long one lets nobody else write or take over the task."""
    with writing():
        jobs.hold()
        row = select(Task).where(Task.id == work.id).with_for_update()
        task = db.session.scalars(row.execution_options(populate_existing=True)).one()
        _go_on(task)
        yield task
        jobs.hold()


class _Stopped(Exception):
    """Whoever asked for a task has ended it meanwhile."""


def _go_on(task: Task) -> None:
    if task.state == TaskState.STOPPED:
        raise _Stopped


@jobs.handler("task")
def carry_out(payload: jobs.Payload) -> Iterator[None]:
    """Take every step of a task, in the language in which it was asked for."""
    task_id = UUID(payload["task_id"])
    try:
        if begun := _begin(task_id):
            yield from _carried_out(*begun)
    except _Stopped:
        db.session.rollback()
        place_of(task_id).unlink(missing_ok=True)


def _carried_out(work: Work, language: str) -> Iterator[None]:
    try:
        with closing(kind_of(work).steps(work)) as steps:  # type: ignore[type-var]  # of a generator
            while True:
                with i18n.speaking(language):
                    is_over = next(steps, OVER) is OVER
                db.session.remove()
                if is_over:
                    break
                yield
    except (_Stopped, jobs.TakenOver):
        raise
    except Exception as error:
        db.session.rollback()
        if isinstance(error, DomainError) and error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            _end(work, TaskState.REFUSED)
        elif not _is_given_up(work, error):
            raise
    else:
        _end(work, TaskState.DONE)


def _begin(task_id: UUID) -> tuple[Work, str] | None:
    """What is to be done; None when that is over, or was given up."""
    with writing():
        task = db.session.get(Task, task_id, with_for_update=True)
        if task is None or not has_kind(task):
            return None
        _go_on(task)
        if task.is_over:
            return None
        task.state = TaskState.RUNNING.value
        work = Work(task.id, task.kind, task.municipality_id, dict(task.asked), task.created_by)
        return work, task.language


def _is_given_up(work: Work, error: Exception) -> bool:
    """Count one more failure; after the last one nobody tries again, and the task says so."""
    with batch(work) as task:
        task.failures += 1
        is_last = task.failures >= MOST_FAILURES
    if is_last:
        log.error("task failed", extra={"kind": work.kind}, exc_info=error)
        _end(work, TaskState.FAILED)
    return is_last


def _end(work: Work, state: TaskState) -> None:
    with batch(work) as task:
        task.state, task.finished_at = state.value, clock.now()
        if state is TaskState.DONE:
            task.total = task.done
        has_made = bool(task.name)
    if not has_made:  # what was sent for it
        place_of(work.id).unlink(missing_ok=True)
