"""What the running database knows of its backups, so that whoever keeps copies until we have ours (a tablet
with registrations) learns when they may go.

`safe_until` is the moment at which the newest whole backup began: what was received before stands in it.
`epoch` changes with every restore.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Uuid, insert, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Instant, change_or_make, db, new_id
from app.core.privacy import PLAIN
from app.core.unit_of_work import writing

BEGAN, RESTORED = "began", "restored"
NEVER = "first"
"""The epoch of a database that nobody brought back yet."""
SLACK = timedelta(minutes=2)
"""Longer than a request may be at writing: what was being received when somebody else's program began its
backup may lack in it.
"""
_OLDEST = text(
    "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(xact_start)), 0) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


class BackupMark(Base):
    """One row of a kind: when the newest backup began, when the database was last brought back."""

    __tablename__ = "backup_mark"

    kind: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Instant]
    key: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is safe by now; see the module."""

    safe_until: datetime | None
    epoch: str


def standing() -> Standing:
    marks = {mark.kind: mark for mark in db.session.scalars(select(BackupMark))}
    began, restored = marks.get(BEGAN), marks.get(RESTORED)
    return Standing(began.at if began else None, restored.key.hex if restored else NEVER)


def moment() -> datetime:
    """From when on something received may lack in a backup that begins now.

    What somebody is just writing got its instant already, and may be committed after the copy was taken: on
    SQLite we are the only writer for a moment, on PostgreSQL it counts from the oldest open transaction.
    """
    with writing():
        now = clock.now()
        if db.engine.dialect.name == "sqlite":
            return now
        return now - timedelta(seconds=float(db.session.scalar(_OLDEST) or 0))


def note_backup(began_at: datetime) -> None:
    """A backup that began then is whole; an older one changes nothing."""
    _note(BEGAN, began_at, lambda kept: kept < began_at)


def note_foreign_backup(began_at: datetime) -> None:
    """The same of a backup that another program made, or that turned out to be the newest one left."""
    _note(BEGAN, began_at - SLACK, lambda _kept: True)


def note_restore() -> None:
    """The database was brought back: whatever was received since its backup is to be asked for again."""
    _note(RESTORED, clock.now(), lambda _kept: True)


def _note(kind: str, at: datetime, counts: Callable[[datetime], bool]) -> None:
    kept = db.session.get(BackupMark, kind, with_for_update=True)
    if kept is None or counts(kept.at):
        values = {"at": at, "key": new_id()}
        change = update(BackupMark).where(BackupMark.kind == kind).values(**values)
        change_or_make(change, insert(BackupMark).values(kind=kind, **values))
