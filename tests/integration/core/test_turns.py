"""Who writes to SQLite waits for their turn and gets it: the unluckiest, too, and beside other processes."""

import os
import subprocess
import sys
import threading
import time
from statistics import quantiles

import pytest
from sqlalchemy.exc import OperationalError

from app.core import db as core
from app.core import throttle
from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.db import db
from app.core.unit_of_work import writing
from tests.engines import Engine, SqliteEngine

SECONDS = 3
OTHER = f"""
import os, time
from app.core import throttle
from app.core.unit_of_work import writing
from app.factory import create_app

with create_app().app_context():
    end = time.monotonic() + {SECONDS} + 2
    print("writes", flush=True)
    while time.monotonic() < end:
        with writing():
            throttle.count("turns", "other")
            time.sleep(0.005)
"""


@pytest.fixture
def sqlite_only(engine: Engine) -> None:
    if not isinstance(engine, SqliteEngine):
        pytest.skip("PostgreSQL locks rows")


def test_the_unluckiest_of_four_and_another_process_waits_half_a_second(
    app: Autonomus, engine: Engine, sqlite_only: None
) -> None:
    environment = {"AUTONOMUS_ENV": "development", "DATABASE_URL": engine.url}
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER], cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE
    )
    waits: list[float] = []

    def write() -> None:
        with app.app_context():
            while time.monotonic() < end:
                started = time.monotonic()
                with writing():
                    throttle.count("turns", "here")
                    time.sleep(0.005)  # what a request does while it is the writer
                waits.append(time.monotonic() - started)
            db.session.remove()

    assert other.stdout is not None
    with other.stdout:
        assert other.stdout.readline() == b"writes\n"
        end = time.monotonic() + SECONDS
        threads = [threading.Thread(target=write) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        other.wait(10)
    assert len(waits) > 50
    print(f"99th percentile of {len(waits)}: {quantiles(waits, n=100)[98]:.3f} s, longest {max(waits):.3f} s")
    assert quantiles(waits, n=100)[98] < 0.5


def test_who_waits_in_vain_is_told_in_time(app: Autonomus, sqlite_only: None) -> None:
    holder = db.engine.raw_connection()
    holder.execute("BEGIN IMMEDIATE")
    before = core.patience.set(0.2)
    started = time.monotonic()
    try:
        with pytest.raises(OperationalError, match="locked"), writing():
            throttle.count("turns", "in vain")
        assert 0.2 <= time.monotonic() - started < 1
    finally:
        core.patience.reset(before)
        holder.rollback()
        holder.close()
    assert db.session.connection().connection.execute("PRAGMA busy_timeout").fetchone() == (core.BUSY_MS,)
    db.session.rollback()
