"""`/metrics` for an operator's monitoring, in the text format of Prometheus: what waits, what was given up.

The numbers are read from the database when somebody asks, so every worker and every server answers the
same; how many requests there are and how long they take stands in the logs. Nothing in it is about people.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from hmac import compare_digest

from flask import Blueprint, Response, request
from sqlalchemy import func, select

from app.core import audit, clock, health, throttle
from app.core.access import public
from app.core.config import settings
from app.core.db import db
from app.core.errors import NotFound
from app.core.jobs import Job
from app.core.worker import FAILED

bp = Blueprint("metrics", __name__)
NIGHTLY = timedelta(hours=27)
"""A day, and the counts that the night's work leaves (app/core/throttle.py)."""


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Only for whoever sends METRICS_TOKEN as a bearer; for everybody else there is nothing here."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

    token = settings().metrics_token
    given = request.authorization
    sent = given.token or "" if given and given.type == "bearer" else ""
    if not token or not compare_digest(sent.encode(), token.encode()):
        raise NotFound
    registry = CollectorRegistry()
    for name, meaning, value in _present():
        Gauge(f"autonomus_{name}", meaning, registry=registry).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _present() -> Iterator[tuple[str, str, float]]:
    """Name, meaning and number of everything that is measured, as it is now."""
    yield "jobs_waiting", "Jobs that wait for the worker", _jobs("queued")
    yield "jobs_dead", "Jobs that were given up, see retry-jobs", _jobs("dead")
    yield "jobs_overdue_seconds", "How long the first waiting job has been due", _overdue()
    yield "worker_failed_rounds", "Rounds of the job worker that failed, in two hours", throttle.tries(FAILED)
    yield "nightly_overdue_seconds", "How long the night's work has not been done, beyond a day", _night()
    yield "audit_unsealed", "Audit entries that wait for the sealer", audit.count_unsealed()
    yield "migrated", "1 when the database stands at this release", health.is_migrated()
    free = shutil.disk_usage(settings().data_folder).free
    yield "disk_free_bytes", "Free space where the files lie", free


def _jobs(state: str) -> int:
    return db.session.scalar(select(func.count()).where(Job.state == state)) or 0


def _overdue() -> float:
    """In seconds; 0 while nothing waits. A number that grows means that no worker runs."""
    due = db.session.scalar(select(func.min(Job.due_at)).where(Job.state == "queued"))
    return max(0.0, (clock.now() - due).total_seconds()) if due else 0.0


def _night() -> float:
    """In seconds; known by what it would have forgotten, to a few hours."""
    oldest = throttle.oldest()
    return max(0.0, (clock.now() - oldest - NIGHTLY).total_seconds()) if oldest else 0.0
