"""Faults of the audit trail that somebody explained: each explanation is an entry of the trail itself.

A fault is known by an id that only the key can make, of all that was found (app/core/verification.py). What
was acknowledged is that and nothing else: changed once more, the same place is another fault. Whoever has
the database alone can neither make the id of a fault nor sign an entry that acknowledges it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import audit
from app.core.actor import SYSTEM
from app.core.audit import BATCH, AuditEntry
from app.core.db import db

ACT, SUBJECT = "audit.acknowledged", "audit_fault"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who explained it, when and how."""

    at: datetime
    by: str
    why: str


def id_of(*words: Any) -> UUID:
    """What stands for something that was found, with all that these words say of it."""
    return UUID(audit.sign("fault", *words)[:32])


def acknowledge(fault_id: UUID, *, by: str, why: str, what: str) -> None:
    """Explain a fault in the current transaction; `what` is how it was told."""
    audit.record(SYSTEM, ACT, SUBJECT, fault_id, by=by, why=why, what=what)


def find(fault_ids: Iterable[UUID]) -> Mapping[UUID, Acknowledgement]:
    """Which of some faults are acknowledged. An entry that the portal did not write acknowledges nothing."""
    wanted, found = list(fault_ids), dict[UUID, Acknowledgement]()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        query = select(AuditEntry.id).where(AuditEntry.subject_id.in_(some), AuditEntry.action == ACT)
        for each in audit.entries_of(db.session.scalars(query).all()).values():
            if audit.is_ours(each) and each.subject_type == SUBJECT:
                found[each.subject_id] = Acknowledgement(each.at, each.detail["by"], each.detail["why"])
    return found
