"""One request, one transaction.

A 2xx or 3xx answer to an unsafe method commits, everything else rolls back. The commit happens inside
dispatch, so that a full disk or a lock is an error like any other and has its page. What must be kept
although the request wrote nothing or failed is given to `afterwards` and written in one short
transaction after the main one, before the answer leaves: a second connection in the middle of a POST
would deadlock on SQLite.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import db, will_write
from app.core.errors import NotKept

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Note = Callable[[], object]
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Tell the database at the start of each request whether it may write."""
    app.before_request(_start)


def _start() -> None:
    will_write.set(request.method not in SAFE_METHODS)
    g.notes = []


def afterwards(note: Note) -> None:
    """Keep something whatever becomes of this request: a refusal, a count, a logged read."""
    g.notes.append(note)


def finish(response: Response) -> None:
    """End the request's transaction by its answer; raises what the commit raises."""
    if request.method not in SAFE_METHODS and response.status_code < 400:
        db.session.commit()
    else:
        db.session.close()  # a rollback that does not visit every row that was read
    _write_notes()


def abandon() -> None:
    """Undo a failed request, then keep its notes. Raises NotKept when those cannot be written."""
    db.session.rollback()
    _write_notes()


def _write_notes() -> None:
    notes, g.notes = g.get("notes") or [], []
    if not notes:
        return
    try:
        with writing():
            for note in notes:
                note()
    except SQLAlchemyError as error:
        log.exception("notes not kept")
        raise NotKept from error


@contextmanager
def writing() -> Iterator[None]:
    """A transaction of its own for jobs, commands and notes: commits at the end, rolls back on error."""
    before = will_write.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        will_write.reset(before)


def let_go() -> None:
    """End a transaction that wrote nothing yet, so that slow work (argon2, PDF) holds no lock."""
    db.session.rollback()
