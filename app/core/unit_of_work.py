"""One request, one transaction.

A 2xx or 3xx answer to an unsafe method commits, everything else rolls back. The commit happens inside
dispatch, so that a full disk or a lock is an error like any other and has its page. What must be kept
although the request wrote nothing or failed is given to `afterwards` and written in one short
transaction after the main one, before the answer leaves: a second connection in the middle of a POST
would deadlock on SQLite. A sign of life is given to `if_possible`: where nothing can be written, reading
goes on without it, and pages say so.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import db, patience, takes_no_writes, will_write
from app.core.errors import NotKept

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Note = Callable[[], object]
SHORT_PATIENCE = 0.2
"""Seconds that a sign of life waits for another writer: somebody wants to read."""
log = logging.getLogger(__name__)


class _Present:
    """What this process last learnt when it wrote, or tried to."""

    can_write = True


def can_write() -> bool:
    """False after the database told this process that it takes no writes, until one succeeds again."""
    return _Present.can_write


def init_app(app: Flask) -> None:
    """Tell the database at the start of each request whether it may write, and pages whether it takes it."""
    _Present.can_write = True
    app.jinja_env.globals["can_write"] = can_write
    app.before_request(_start)


def _start() -> None:
    will_write.set(writes())
    g.notes, g.signs = [], []


def writes() -> bool:
    """Whether the request may change something; a row that it then changes is read `to_change`."""
    return request.method not in SAFE_METHODS


def afterwards(note: Note) -> None:
    """Keep something whatever becomes of this request: a refusal, a count, a logged read."""
    g.notes.append(note)


def if_possible(note: Note) -> None:
    """Keep a sign of life, or something that whoever comes next will do: a page does not fail for it."""
    g.signs.append(note)


def finish(response: Response) -> None:
    """End the request's transaction by its answer; raises what the commit raises."""
    if writes() and response.status_code < 400:
        _commit()
    else:
        db.session.remove()  # a rollback that does not visit every row that was read
    _write_notes()


def abandon() -> None:
    """Undo a failed request, then keep its notes. Raises NotKept when those cannot be written."""
    db.session.rollback()
    _write_notes()


def _write_notes() -> None:
    notes, g.notes = g.get("notes") or [], []
    signs, g.signs = g.get("signs") or [], []
    if notes:
        try:
            _write([*notes, *signs])
        except SQLAlchemyError as error:
            log.exception("notes not kept")
            raise NotKept from error
    elif signs:
        before = patience.set(SHORT_PATIENCE)
        try:
            _write(signs)
        except SQLAlchemyError as error:
            log.warning("signs of life not kept", extra={"kind": type(error).__name__})
        finally:
            patience.reset(before)


def _write(notes: Iterable[Note]) -> None:
    with writing():
        for note in notes:
            note()


def _commit() -> None:
    try:
        db.session.commit()
    except Exception as error:
        learn(error)
        raise
    _Present.can_write = True


@contextmanager
def writing() -> Iterator[None]:
    """A transaction of its own for jobs, commands and notes: commits at the end, rolls back on error."""
    before = will_write.set(True)
    try:
        yield
        _commit()
    except BaseException as error:
        learn(error)
        db.session.rollback()
        raise
    finally:
        will_write.reset(before)


@contextmanager
def reading() -> Iterator[None]:
    """A transaction of its own, for commands and the worker, that on SQLite too keeps no writer waiting."""
    before = will_write.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        will_write.reset(before)


def learn(error: BaseException) -> None:
    """Remember when the database says that it takes no writes."""
    if takes_no_writes(error):
        _Present.can_write = False


def let_go() -> None:
    """End a transaction that wrote nothing yet, so that slow work (argon2, PDF) holds no lock."""
    db.session.rollback()
