"""Writing what a protocol is, and who is a party to it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.core import records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.permission import Permission
from app.core.staff import staff_in
from app.network.parties.queries import get_offered_organisation
from app.network.protocols.models import Protocol, ProtocolParty
from app.network.protocols.permissions import may_write
from app.network.protocols.term import NEVER
from app.network.protocols.wording import roles


class NoDraft(Conflict):
    """What was signed is not changed: the signing is taken back first."""


class AlreadyParty(Conflict):
    """The organisation is a party to it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """How it is called, and who of the staff looks after it: may change at any time."""

    title: str
    number: str = ""
    purpose: str = ""
    owner_id: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return {**asdict(self), "sort_key": text.fold(self.title)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What all sides sign."""

    instrument: str
    renewal: str
    starts_on: date | None = None
    ends_on: date | None = None
    renewal_months: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return {**asdict(self), "last_on": self.ends_on or NEVER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """As what a party takes part, when it agreed, who signs for it and when that was."""

    role: str
    agreed_on: date | None = None
    signatory: str = ""
    signatory_function: str = ""
    signed_on: date | None = None


def create_protocol(
    actor: Actor, *, protocol_id: UUID, municipality_id: UUID, heading: Heading, terms: Terms
) -> Protocol:
    """A new draft. The same id again is the same row."""
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Protocol, protocol_id, **same):
        return known
    demand_owner(heading.owner_id, municipality_id)
    return records.add(actor, Protocol(id=protocol_id, **same, **heading.columns, **terms.columns))


def edit_protocol(
    actor: Actor, *, protocol: Protocol, version: int, heading: Heading, terms: Terms | None
) -> None:
    """Change a protocol read at `version`; `terms` of a draft only. Raises StaleRecord, NoDraft."""
    demand_write(actor, protocol)
    records.demand_version(protocol, version)
    demand_owner(heading.owner_id, protocol.municipality_id, kept=protocol.owner_id)
    changed = records.put(protocol, heading.columns)
    if terms is not None:
        demand_draft(protocol)
        changed += records.put(protocol, terms.columns)
    records.record_edit(actor, protocol, changed)


def add_party(actor: Actor, *, row_id: UUID, protocol: Protocol, party_id: UUID, side: Side) -> ProtocolParty:
    """One more party of a draft, after the others. Raises NoDraft, AlreadyParty, NotFound."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if known := records.known(ProtocolParty, row_id, protocol_id=protocol.id):
        return known
    demand_draft(protocol)
    _demand_role(side.role)
    get_offered_organisation(protocol.municipality_id, party_id)
    if any(each.party_id == party_id for each in protocol.sides):
        raise AlreadyParty
    position = max((each.position for each in protocol.parties), default=0) + 1
    row = ProtocolParty(
        id=row_id,
        municipality_id=protocol.municipality_id,
        party_id=party_id,
        position=position,
        created_by=actor.id,
        agreed_noted_by=actor.id if side.agreed_on else None,
        **asdict(side),
    )
    protocol.parties.append(row)
    records.record(actor, "party_added", protocol)
    db.session.flush()
    return row


def edit_party(actor: Actor, *, protocol: Protocol, row: ProtocolParty, version: int, side: Side) -> None:
    """Change what is said of a party of a draft. Raises NoDraft, StaleRecord."""
    demand_write(actor, protocol)
    records.lock(protocol)
    records.demand_version(row, version)
    demand_draft(protocol)
    _demand_role(side.role)
    changed = records.put(row, asdict(side))
    if "agreed_on" in changed:
        row.agreed_noted_by = actor.id if side.agreed_on else None
    if changed:
        row.version += 1
        records.record(actor, "party_changed", protocol, changed)
        db.session.flush()


def demand_write(actor: Actor, protocol: Protocol) -> None:
    if not may_write(actor, protocol):
        raise Forbidden


def demand_draft(protocol: Protocol) -> None:
    if not protocol.is_draft:
        raise NoDraft


def demand_owner(owner_id: UUID | None, municipality_id: UUID, kept: UUID | None = None) -> None:
    """Raise NotFound for whoever does not work there, unless it was they already."""
    if owner_id not in {None, kept} and owner_id not in staff_in(municipality_id):
        raise NotFound


def _demand_role(role: str) -> None:
    if role not in roles():
        raise NotFound
