"""Writing the clauses of a protocol, as long as it is a draft."""

from dataclasses import asdict
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.placeholders import names_in
from app.network.drafts.clauses import Clause, first_clauses
from app.network.drafts.models import ProtocolClause
from app.network.drafts.placeholders import demand_known, in_clauses
from app.network.drafts.queries import list_clauses, standing_clauses
from app.network.protocols.models import Protocol
from app.network.protocols.operations.protocols import demand_draft, demand_write


def begin(actor: Actor, *, protocol: Protocol) -> None:
    """Put down the clauses of its instrument; where there are any already, nothing happens."""
    _demand(actor, protocol)
    if list_clauses(protocol):
        return
    for position, clause in enumerate(first_clauses(protocol.instrument), 1):
        db.session.add(_row(actor, protocol, new_id(), position, clause))
    records.record(actor, "drafted", protocol)
    db.session.flush()


def add_clause(actor: Actor, *, clause_id: UUID, protocol: Protocol, clause: Clause) -> ProtocolClause:
    """One more, behind the others. The same id again is the same row. Raises UnknownPlaceholders, NoDraft."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if known := records.known(ProtocolClause, clause_id, protocol_id=protocol.id):
        return known
    demand_draft(protocol)
    _demand_known(clause)
    position = max((each.position for each in list_clauses(protocol)), default=0) + 1
    row = _row(actor, protocol, clause_id, position, clause)
    db.session.add(row)
    records.record(actor, "clause_added", protocol)
    db.session.flush()
    return row


def edit_clause(
    actor: Actor, *, protocol: Protocol, row: ProtocolClause, version: int, clause: Clause
) -> None:
    """Change one, read at `version`. Raises StaleRecord, UnknownPlaceholders, NoDraft."""
    _demand(actor, protocol)
    records.demand_version(row, version)
    _demand_known(clause)
    changed = records.put(row, asdict(clause))
    if changed:
        row.version += 1
        records.record(actor, "clause_changed", protocol, changed)
        db.session.flush()


def move_clause(actor: Actor, *, protocol: Protocol, row: ProtocolClause, by: int) -> None:
    """One place up (-1) or down (1) among those that stand; at the end nothing happens."""
    _demand(actor, protocol)
    standing = list(standing_clauses(protocol))
    if row not in standing:
        return
    there = standing.index(row) + by
    if 0 <= there < len(standing):
        other = standing[there]
        row.position, other.position = other.position, row.position
        records.record(actor, "clause_moved", protocol)
        db.session.flush()


def remove_clause(actor: Actor, *, protocol: Protocol, row: ProtocolClause) -> None:
    """Take one out; it stays to be put back."""
    _demand(actor, protocol)
    if row.removed_at is None:
        row.removed_at, row.removed_by = clock.now(), actor.id
        records.record(actor, "clause_removed", protocol)
        db.session.flush()


def put_clause_back(actor: Actor, *, protocol: Protocol, row: ProtocolClause) -> None:
    """Let it stand again where it stood."""
    _demand(actor, protocol)
    if row.removed_at is not None:
        row.removed_at = row.removed_by = None
        records.record(actor, "clause_put_back", protocol)
        db.session.flush()


def _demand(actor: Actor, protocol: Protocol) -> None:
    """Raise Forbidden, NoDraft; nobody else changes the text meanwhile."""
    demand_write(actor, protocol)
    records.lock(protocol)
    demand_draft(protocol)


def _demand_known(clause: Clause) -> None:
    demand_known(names_in(f"{clause.heading}\n{clause.body}"), in_clauses())


def _row(actor: Actor, protocol: Protocol, clause_id: UUID, position: int, clause: Clause) -> ProtocolClause:
    return ProtocolClause(
        id=clause_id,
        municipality_id=protocol.municipality_id,
        protocol_id=protocol.id,
        position=position,
        created_by=actor.id,
        **asdict(clause),
    )
