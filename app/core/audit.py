"""The audit trail: append-only, chained with a key, anchored outside. Ids and field names, never contents.

An entry is marked with the key and inserted in the transaction of the act; the database puts it into the
queue of the sealer (migration 0005), which chains it afterwards, because locking a chain head on every write
costs most of the commits. Triggers refuse to change, delete or replace what stands there. Whoever gets past
them lacks the key, which is not in the database: app/core/verification.py finds what they did, and
app/core/anchors.py keeps heads of the chain elsewhere, so that a cut end is found too.
"""

import hmac
import json
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Uuid, delete, false, func, insert, select, update
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, Id, Instant, db, new_id
from app.core.privacy import PLAIN
from app.core.secret import audit_key
from app.core.unit_of_work import reading, writing

GENESIS = "0" * 64
BATCH = 500
SEALER = 7_309_453
"""PostgreSQL's number of the lock that the one sealer holds."""
UNREADABLE = (ArithmeticError, AttributeError, DataError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a row raises in which somebody has written something of no sense."""
log = logging.getLogger(__name__)


class AuditEntry(Base):
    """One act: who, when, where, what was done to which thing, and which fields it touched."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_where", "municipality_id", "at", "id"),
        Index("ix_audit_entry_who", "actor_id", "at", "id"),
    )

    id: Mapped[Id]
    at: Mapped[Instant]
    actor_kind: Mapped[str] = mapped_column(info=PLAIN)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    municipality_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    action: Mapped[str] = mapped_column(info=PLAIN)
    subject_type: Mapped[str] = mapped_column(info=PLAIN)
    subject_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, info=PLAIN)
    mark: Mapped[str] = mapped_column(default="", server_default="", info=PLAIN)


class AuditWaiting(Base):
    """The queue of the sealer: an entry that is not in the chain yet.

    Filled by a trigger of audit_entry; a foreign key would check, at each act, what the trigger knows.
    `is_refused`: the portal did not write the entry so; it stays here, unsealed, for `audit-verify` to tell.
    """

    __tablename__ = "audit_waiting"

    entry_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    is_refused: Mapped[bool] = mapped_column(default=False, server_default=false(), info=PLAIN)


class AuditSeal(Base):
    """A link of the chain: the hash of the entry and of the link before."""

    __tablename__ = "audit_seal"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    hash: Mapped[str] = mapped_column(info=PLAIN)


_WAITING = select(AuditWaiting.entry_id).where(~AuditWaiting.is_refused)
_entry = Base.metadata.tables[AuditEntry.__tablename__]
Row = Any
"""An entry or its plain row: what has its columns."""


def record(
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID | None = None,
    *,
    municipality_id: UUID | None = None,
    fields: Iterable[str] = (),
    **detail: str | int | None,
) -> None:
    """Add an entry to the current transaction; `detail` holds ids, counts and catalogue keys only."""
    entry = AuditEntry(
        id=new_id(),
        at=clock.now(),
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        municipality_id=municipality_id or actor.municipality_id,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        detail={**detail, **({"fields": sorted(fields)} if fields else {})},
    )
    entry.mark = mark(entry)
    db.session.add(entry)


def last_acts(ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """When something was last done to each of these things, as far as the trail knows them."""
    latest = select(AuditEntry.subject_id, func.max(AuditEntry.at)).group_by(AuditEntry.subject_id)
    found = db.session.execute(latest.where(AuditEntry.subject_id.in_(ids)))
    return {subject_id: at for subject_id, at in found if subject_id is not None}


def with_other_acts(ids: Collection[UUID], *, but: str) -> set[UUID]:
    """Those of some things to which something was done besides one kind of act."""
    done = select(AuditEntry.subject_id).where(AuditEntry.subject_id.in_(ids), AuditEntry.action != but)
    return {each for each in db.session.scalars(done.distinct()) if each is not None}


def seal_waiting() -> int:
    """Chain everything that waits, in short transactions; returns how many entries that were."""
    with reading():
        taken = BATCH if db.session.scalar(_WAITING.limit(1)) else 0
    sealed = 0
    while taken == BATCH:
        with writing():
            taken = seal()
        sealed += taken
    return sealed


def seal() -> int:
    """Chain the oldest that wait, a batch at most, in the present transaction; how many were looked at.

    One sealer at a time: on SQLite whoever writes is alone, on PostgreSQL the second takes nothing.
    """
    on_postgresql = db.engine.dialect.name == "postgresql"
    if on_postgresql and not db.session.scalar(select(func.pg_try_advisory_xact_lock(SEALER))):
        return 0
    ids = db.session.scalars(_WAITING.order_by(AuditWaiting.entry_id).limit(BATCH)).all()
    linked = set(db.session.scalars(select(AuditSeal.entry_id).where(AuditSeal.entry_id.in_(ids))))
    entries = {each.id: each for each in entries_of(ids).values() if is_ours(each)}
    (position, previous), links = head(), []
    for entry_id in ids:
        if entry_id in entries and entry_id not in linked:
            position += 1
            previous = link(position, previous, entries[entry_id])
            links.append({"position": position, "entry_id": entry_id, "hash": previous})
    refused = [entry_id for entry_id in ids if entry_id not in entries and entry_id not in linked]
    if links:
        db.session.execute(insert(AuditSeal), links)
    if refused:
        log.error("audit entries refused", extra={"count": len(refused)})
        db.session.execute(
            update(AuditWaiting).where(AuditWaiting.entry_id.in_(refused)).values(is_refused=True)
        )
    db.session.execute(delete(AuditWaiting).where(AuditWaiting.entry_id.in_(ids), ~AuditWaiting.is_refused))
    return len(ids)


def judge_again() -> None:
    """Let the sealer look once more at what it has refused: it may have had another key than the portal."""
    db.session.execute(update(AuditWaiting).where(AuditWaiting.is_refused).values(is_refused=False))


def head() -> tuple[int, str]:
    """The position and the hash of the newest link; before the first one, those that it starts from."""
    newest = select(AuditSeal.position, AuditSeal.hash).order_by(AuditSeal.position.desc()).limit(1)
    found = db.session.execute(newest).first()
    return (found.position, found.hash) if found else (0, GENESIS)


def count_unsealed() -> int:
    """How many entries wait for the sealer."""
    return db.session.scalar(select(func.count()).select_from(AuditWaiting)) or 0


def entries_of(ids: Sequence[UUID]) -> Mapping[UUID, Row]:
    """The entries with these ids, but those that cannot be read."""
    query = select(*_entry.c).where(_entry.c.id.in_(ids))
    try:
        return {row.id: row for row in db.session.execute(query)}
    except UNREADABLE:
        half = len(ids) // 2
        return {**entries_of(ids[:half]), **entries_of(ids[half:])} if half else {}


def is_ours(entry: Row) -> bool:
    """Whether the entry stands as the portal wrote it; an entry in the chain is known by its link."""
    return hmac.compare_digest(str(entry.mark).encode(), mark(entry).encode())


def mark(entry: Row) -> str:
    """What the portal writes beside an entry."""
    return sign("entry", *content(entry))


def link(position: int, previous: str, entry: Row) -> str:
    """The hash of an entry at its place in the chain."""
    return sign("link", position, previous, *content(entry))


def sign(*words: object) -> str:
    """What nobody can write under these words without the key: HMAC-SHA256, in hexadecimal."""
    text = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return hmac.digest(audit_key(), text.encode(), "sha256").hex()


def content(entry: Row) -> Iterable[object]:
    """All that an entry says."""
    return (
        str(entry.id),
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_kind,
        str(entry.actor_id),
        str(entry.municipality_id),
        entry.action,
        entry.subject_type,
        str(entry.subject_id),
        entry.detail,
    )
