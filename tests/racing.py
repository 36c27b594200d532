"""Several who do something at once, and meet right before they write."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, local
from typing import Any

from sqlalchemy import event

from app.core.application import Autonomus
from app.core.db import db
from tests.engines import Engine, SqliteEngine

AT_ONCE = 4
MOST_WAIT = 1.0
"""Seconds until whoever waits for the others gives up: a lock may keep them from coming."""
Act = Callable[[], int]


def at_once(app: Autonomus, acts: Sequence[Act]) -> list[int]:
    def run(act: Act) -> int:
        with app.app_context():
            try:
                return act()
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return [*pool.map(run, acts)]


@contextmanager
def meeting(engine: Engine, statement: str) -> Iterator[None]:
    """Whoever is about to send a statement that begins so waits, once, until all are about to."""
    if isinstance(engine, SqliteEngine):
        yield
        return
    start, mine = Barrier(AT_ONCE), local()

    def wait(*arguments: Any) -> None:
        if arguments[2].startswith(statement) and not hasattr(mine, "has_waited"):
            mine.has_waited = True
            with suppress(BrokenBarrierError):
                start.wait(MOST_WAIT)

    event.listen(db.engine, "before_cursor_execute", wait)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", wait)
