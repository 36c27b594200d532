"""The audit trail: append-only, hash-chained, verifiable. Ids and field names, never contents.

Rows are inserted unsealed in the transaction of the act; one sealer chains them afterwards, because
locking a chain head on every write costs most of the commits. Database triggers refuse to change or
delete either table.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Uuid, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, Id, Instant, db, new_id
from app.core.privacy import PLAIN

GENESIS = "0" * 64
BATCH = 500


class AuditEntry(Base):
    """One act: who, when, where, what was done to which thing, and which fields it touched."""

    __tablename__ = "audit_entry"

    id: Mapped[Id]
    at: Mapped[Instant]
    actor_kind: Mapped[str] = mapped_column(info=PLAIN)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    municipality_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    action: Mapped[str] = mapped_column(info=PLAIN)
    subject_type: Mapped[str] = mapped_column(info=PLAIN)
    subject_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, info=PLAIN)


class AuditSeal(Base):
    """A link of the chain: the hash of the entry and of the link before."""

    __tablename__ = "audit_seal"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    hash: Mapped[str] = mapped_column(info=PLAIN)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: links checked, the first broken position if any, entries not yet sealed."""

    checked: int
    broken_at: int | None
    unsealed: int


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
    db.session.add(entry)


def seal() -> int:
    """Chain the entries that are not sealed yet, oldest first; returns how many. One sealer at a time."""
    head = db.session.scalars(
        select(AuditSeal).order_by(AuditSeal.position.desc()).limit(1).with_for_update()
    ).first()
    position, previous = (head.position, head.hash) if head else (0, GENESIS)
    entries = _unsealed()
    for entry in entries:
        position, previous = position + 1, _hash(previous, entry)
        db.session.add(AuditSeal(position=position, entry_id=entry.id, hash=previous))
    db.session.flush()
    return len(entries)


def _unsealed() -> Sequence[AuditEntry]:
    sealed = select(AuditSeal.entry_id).where(AuditSeal.entry_id == AuditEntry.id).exists()
    return db.session.scalars(select(AuditEntry).where(~sealed).order_by(AuditEntry.id).limit(BATCH)).all()


def verify() -> Verdict:
    """Recompute the whole chain; a changed, removed or reordered entry breaks it from there on."""
    previous, position = GENESIS, 0
    query = (
        select(AuditSeal, AuditEntry)
        .join(AuditEntry, AuditEntry.id == AuditSeal.entry_id)  # the foreign key keeps entries from vanishing
        .order_by(AuditSeal.position)
    )
    with db.session.execute(query.execution_options(yield_per=BATCH)) as rows:
        for link, entry in rows:
            position += 1
            if link.position != position or _hash(previous, entry) != link.hash:
                return Verdict(position, link.position, count_unsealed())
            previous = link.hash
    return Verdict(position, None, count_unsealed())


def count_unsealed() -> int:
    """How many entries wait for the sealer."""
    entries = db.session.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
    return entries - db.session.execute(select(func.count()).select_from(AuditSeal)).scalar_one()


def _hash(previous: str, entry: AuditEntry) -> str:
    content = [
        previous,
        str(entry.id),
        _instant(entry.at),
        entry.actor_kind,
        str(entry.actor_id),
        str(entry.municipality_id),
        entry.action,
        entry.subject_type,
        str(entry.subject_id),
        entry.detail,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
