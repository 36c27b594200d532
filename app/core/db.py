"""The database: one metadata, typed columns, and the same transaction rules on SQLite and PostgreSQL."""

import atexit
import fcntl
import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Insert,
    MetaData,
    Select,
    UniqueConstraint,
    Update,
    Uuid,
    event,
    text,
)
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from app.core import clock
from app.core.privacy import PLAIN

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MS = 5_000
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0001, 0.0006
"""Seconds between two tries to become SQLite's writer, by chance (see `_take_turn`). Only one of a process
tries, so that short ones cost little; with pauses ten times as long a registration took a fifth longer.
"""
_line = threading.Lock()
UNWRITABLE = frozenset(
    (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
)
READ_ONLY, NO_ROOM = "25006", "53"
"""A state of PostgreSQL, and how those begin that say what is used up."""
CACHED_KB = 500
"""Of the file, for each connection: the system holds it for all of them anyway, once."""
STATEMENTS, PREPARED = 80, 16
"""So many written-out statements a worker keeps, some fifty kilobytes each, and so many each connection with
SQLite keeps prepared: those of the pages in use.
"""

will_write: ContextVar[bool] = ContextVar("will_write", default=True)
"""Whether the next transaction may write: SQLite then takes its write lock at BEGIN (see `_begin`)."""

patience: ContextVar[float] = ContextVar("patience", default=BUSY_MS / 1000)
"""How many seconds the next transaction that may write waits for its turn on SQLite."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC; SQLite keeps it naive, so awareness is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value.astimezone(UTC) if value else None
        return value.replace(tzinfo=UTC)


Id = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=uuid7)]
Instant = Annotated[datetime, mapped_column(UtcDateTime, info=PLAIN)]
Created = Annotated[datetime, mapped_column(UtcDateTime, default=clock.now, info=PLAIN)]


def new_id() -> UUID:
    """A fresh UUIDv7: sorts by time of making, so it tells its millisecond to whoever sees it."""
    return uuid7()


def scoped(table: str, column: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A child's reference to its parent *within one municipality*: both columns, one constraint."""
    there = [f"{table}.id", f"{table}.municipality_id"]
    return ForeignKeyConstraint([column, "municipality_id"], there, ondelete=ondelete)


def scope_key() -> UniqueConstraint:
    """What `scoped` points at; every table that has children inside a municipality carries it."""
    return UniqueConstraint("id", "municipality_id")


def whose(table: str, column: str = "participant_id") -> Index:
    """An index over all of what `scoped` refers by: without it SQLite, which keeps no figures of its tables,
    looks through all rows of the municipality whenever a parent is deleted.
    """
    return Index(f"ix_{table}_{column}_municipality_id", column, "municipality_id")


def one_active(name: str, *columns: str, where: str) -> Index:
    """Of the rows that still count there is one each, on both engines; of two that are written at once the
    second begins anew, and meets the first (core/application.py).
    """
    return Index(name, *columns, unique=True, info={"where": where})


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def rows(query: Select[Any], **values: Any) -> Sequence[Any]:
    """The plain rows of a query about tables, in the session's transaction: nothing is mapped or watched."""
    return db.session.connection().execute(query, values).all()


def change_or_make(change: Update, first: Insert) -> None:
    """Change the row, or make it where there is none; of two who make it at once one only changes it."""
    if db.session.execute(change).rowcount:  # type: ignore[attr-defined]
        return
    try:
        with db.session.begin_nested():
            db.session.execute(first)
    except IntegrityError:
        db.session.execute(change)


def init_app(app: Flask) -> None:
    """Bind the engine; see docs/operation.md for what the engine options promise."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        say_which_count(db.engine.dialect.name)
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _configure_sqlite)
            event.listen(db.engine, "begin", _begin)
        atexit.register(db.engine.dispose)  # whoever closes an SQLite file last folds its log into it


def say_which_count(*engines: str) -> None:
    """Tell these engines of which rows there is `one_active`.

    Only the engine in use, and all where migrations are written: whoever names an engine loads its whole
    dialect, three megabytes.
    """
    for index in chain.from_iterable(table.indexes for table in db.metadata.tables.values()):
        if "where" in index.info:
            for engine in engines:
                index.dialect_options[engine]["where"] = text(index.info["where"])


def _engine_options(url: str) -> dict[str, Any]:
    always = {"hide_parameters": True, "query_cache_size": STATEMENTS}
    if url.startswith("sqlite"):
        # pysqlite's own transaction control is switched off: `_begin` speaks instead.
        kept = {"cached_statements": PREPARED}
        return {**always, "connect_args": {"isolation_level": None, "timeout": BUSY_MS / 1000, **kept}}
    settings = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    return {**always, "pool_pre_ping": True, "connect_args": {"options": settings}}


def _configure_sqlite(connection: Any, _record: Any) -> None:
    own = (f"busy_timeout={BUSY_MS}", f"cache_size=-{CACHED_KB}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", *own):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would lose the other writer's change, or fail at
    # the upgrade of its lock; taking the write lock at the start makes it wait its turn instead.
    if will_write.get():
        _take_turn(connection)
    else:  # said to the driver itself, for it cannot fail: the long way costs as much as a query
        connection.connection.execute("BEGIN")


def _take_turn(connection: Connection) -> None:
    """Become the only writer; OperationalError when that did not succeed in time.

    SQLite itself asks again after pauses that grow to a tenth of a second, and whoever wrote just now asks
    first: of four who write without a pause the unluckiest waits for seconds. So only one asks SQLite: who
    stands first in line, among the threads by a lock, among the processes by one on the database's folder,
    until they write. Who has written stands behind them.
    """
    raw, latest = connection.connection, time.monotonic() + patience.get()
    raw.execute("PRAGMA busy_timeout=0")
    folder = os.open(Path(connection.engine.url.database or "").parent, os.O_RDONLY)
    is_first = _line.acquire(timeout=patience.get())
    try:
        if (
            is_first
            and _comes(partial(_is_first, folder), latest)
            and _comes(partial(_is_begun, raw), latest)
        ):
            return
    finally:
        os.close(folder)  # and gives the place away
        if is_first:
            _line.release()
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS if raw.in_transaction else 0}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # says what SQLAlchemy says
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _comes(is_so: Callable[[], bool], latest: float) -> bool:
    """Wait until it is so, but not for longer; whether it is."""
    while not is_so():
        if time.monotonic() > latest:
            return False
        time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))  # noqa: S311  no secret
    return True


def _is_first(folder: int) -> bool:
    """Whether no other process stands there before this one."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_begun(raw: Any) -> bool:
    """False when somebody else is writing."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_BUSY:
            return False
        raise OperationalError("BEGIN IMMEDIATE", {}, error) from error
    return True


def takes_no_writes(error: BaseException) -> bool:
    """Whether it says that nothing can be kept: a full disk, a database that may only be read."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return _code(error.orig) in UNWRITABLE or state == READ_ONLY or state.startswith(NO_ROOM)


def _code(error: object) -> int:
    """SQLite's result code without its extension; 0 for errors that are not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


class MunicipalityScope:
    """Every operational row belongs to one municipality; composite keys keep children with their parents."""

    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), index=True)
