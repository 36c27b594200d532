"""The database: one metadata, typed columns, and the same transaction rules on SQLite and PostgreSQL."""

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DateTime,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Select,
    UniqueConstraint,
    Uuid,
    event,
)
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
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

will_write: ContextVar[bool] = ContextVar("will_write", default=True)
"""Whether the next transaction may write: SQLite then takes its write lock at BEGIN (see `_begin`)."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC; SQLite keeps it naive, so awareness is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

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


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def session() -> Session:
    """The session of this request, job or command."""
    return db.session()


def rows(query: Select[Any], **values: Any) -> Sequence[Any]:
    """The plain rows of a query about tables, in the session's transaction: nothing is mapped or watched."""
    return db.session.connection().execute(query, values).all()


def init_app(app: Flask) -> None:
    """Bind the engine; see the README's "Operation" for what the engine options promise."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _configure_sqlite)
            event.listen(db.engine, "begin", _begin)


def _engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        # pysqlite's own transaction control is switched off: `_begin` speaks instead.
        return {"hide_parameters": True, "connect_args": {"isolation_level": None, "timeout": BUSY_MS / 1000}}
    settings = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    return {"hide_parameters": True, "pool_pre_ping": True, "connect_args": {"options": settings}}


def _configure_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would lose the other writer's change, or fail at
    # the upgrade of its lock; taking the write lock at the start makes it wait its turn instead.
    if will_write.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # said to the driver itself, for it cannot fail: the long way costs as much as a query
        connection.connection.execute("BEGIN")


def engine() -> Engine:
    """The engine of this application."""
    return db.engine


class MunicipalityScope:
    """Every operational row belongs to one municipality; composite keys keep children with their parents."""

    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), index=True)
