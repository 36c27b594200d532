"""The job worker goes on whatever the database says, tells how often it failed, and ends when asked to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.core import clock, jobs, throttle, worker
from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.core.worker import FAILED, NICENESS, Duty, Request
from tests.engines import Engine, SqliteEngine


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE", 0.001)
    monkeypatch.setattr(worker, "LONGEST", 0.02)


def _away() -> None:
    raise OperationalError("BEGIN", {}, Exception("the database is away"))


def test_it_waits_longer_each_time_goes_on_and_tells(
    app: Autonomus, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    results: Iterator[Callable[[], object]] = iter([_away, _away, _away, lambda: None])
    monkeypatch.setattr(jobs, "run_due", lambda _: next(results, lambda: None)())
    asked = Request()
    worker.work(asked, pause=0.05, rounds=6)
    assert throttle.tries(FAILED) == 3


def test_jobs_do_not_wait_for_a_seal_that_fails(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setattr(jobs, "run_due", lambda _: done.append(1))
    monkeypatch.setattr("app.core.audit.seal", _away)
    worker.work(Request(), pause=0, rounds=5)
    assert len(done) == 5


def test_the_pause_grows_to_a_minute_and_no_further(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    duty, pauses = Duty("jobs", _away), []
    for _ in range(12):
        duty.turn()
        pauses.append(duty.due - now[0])
        now[0] = duty.due
    assert pauses[:7] == [2, 4, 8, 16, 32, 60, 60]
    assert pauses[-1] == 60


@contextmanager
def running(engine: Engine, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own process, at work: it has carried out a job."""
    environment = {"AUTONOMUS_ENV": "development", "DATABASE_URL": engine.url, "DATA_FOLDER": str(folder)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    _queue()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=said)
    try:
        _wait_for_jobs()
        yield process
    finally:
        process.kill()
        process.wait()


def _queue() -> None:
    with writing():
        db.session.add(Job(kind="nobody knows it", payload={}, due_at=clock.now()))


def _wait_for_jobs(seconds: float = 60) -> float:
    """Until every job was tried; how long that took."""
    started = time.monotonic()
    while True:
        left = db.session.query(Job).filter_by(attempts=0).count()
        db.session.rollback()
        if left == 0:
            return time.monotonic() - started
        assert time.monotonic() - started < seconds, "no job was tried"
        time.sleep(0.05)


def test_a_worker_outlives_a_database_that_was_away(app: Autonomus, engine: Engine, tmp_path: Path) -> None:
    """SQLite is locked for longer than anybody waits for it; PostgreSQL ends every connection."""
    with running(engine, tmp_path) as process:
        if isinstance(engine, SqliteEngine):
            with writing():
                db.session.execute(text("SELECT 1"))
                time.sleep(7)
        else:
            ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            db.session.execute(text(f"{ends} AND datname = current_database()"))
            db.session.rollback()
        _queue()
        print(f"{_wait_for_jobs(20):.1f} s until the worker was at work again")
        assert process.poll() is None
        assert "worker waits" in (tmp_path / "said").read_text("utf-8") or not isinstance(
            engine, SqliteEngine
        )


def test_pages_go_before_the_worker(app: Autonomus, engine: Engine, tmp_path: Path) -> None:
    with running(engine, tmp_path) as process:
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == NICENESS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_asked_to_stop_ends_well(
    app: Autonomus, engine: Engine, tmp_path: Path, number: signal.Signals
) -> None:
    with running(engine, tmp_path) as process:
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(10) == 0
        assert time.monotonic() - started < 5


def test_a_job_that_hangs_does_not_keep_a_worker_from_stopping(tmp_path: Path) -> None:
    script = """
import sys, time
from app.core import jobs, worker
from app.factory import create_app
jobs.run_due = lambda _: (print("at work", flush=True), time.sleep(60))
with create_app().app_context(), worker.listening() as asked:
    worker.work(asked)
"""
    environment = {"AUTONOMUS_ENV": "development", "DATABASE_URL": f"sqlite:///{tmp_path}/none.db"}
    environment |= {"DATA_FOLDER": str(tmp_path)}
    command = [sys.executable, "-c", script]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"at work\n"
        started = time.monotonic()
        process.terminate()
        process.wait(10)
        assert time.monotonic() - started < 5
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
