"""Obligations and papers of a protocol, and taking out what was noted by mistake."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.network.protocols.models import (
    Protocol,
    ProtocolObligation,
    ProtocolPaper,
    ProtocolParty,
    ProtocolState,
)
from app.network.protocols.operations.protocols import demand_draft, demand_owner, demand_write
from app.network.protocols.permissions import may_note
from app.network.queries import get_zone

Part = ProtocolParty | ProtocolObligation | ProtocolPaper
ACTS: dict[type[Part], tuple[str, str]] = {
    ProtocolParty: ("party_removed", "party_put_back"),
    ProtocolObligation: ("obligation_removed", "obligation_put_back"),
    ProtocolPaper: ("paper_removed", "paper_put_back"),
}


class StillOwes(Conflict):
    """A party that owes something cannot be taken out: its obligations would be nobody's."""


class NotYet(Conflict):
    """Nothing is done on a day that is still to come."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is owed by which side, who sees to it, until when."""

    side_id: UUID
    what: str
    owner_id: UUID | None = None
    due_on: date | None = None


def add_obligation(
    actor: Actor, *, obligation_id: UUID, protocol: Protocol, duty: Duty
) -> ProtocolObligation:
    """One more thing that is owed; raises Conflict once the protocol has ended, NotFound."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if known := records.known(ProtocolObligation, obligation_id, protocol_id=protocol.id):
        return known
    if protocol.state == ProtocolState.ENDED:
        raise Conflict
    _demand_side(protocol, duty.side_id)
    demand_owner(duty.owner_id, protocol.municipality_id)
    row = ProtocolObligation(
        id=obligation_id, municipality_id=protocol.municipality_id, created_by=actor.id, **asdict(duty)
    )
    protocol.obligations.append(row)
    records.record(actor, "obligation_added", protocol)
    db.session.flush()
    return row


def edit_obligation(actor: Actor, *, obligation: ProtocolObligation, version: int, duty: Duty) -> None:
    """Change what is owed, read at `version`; raises StaleRecord, NotFound."""
    protocol = obligation.protocol
    demand_write(actor, protocol)
    records.demand_version(obligation, version)
    _demand_side(protocol, duty.side_id, kept=obligation.side_id)
    demand_owner(duty.owner_id, protocol.municipality_id, kept=obligation.owner_id)
    _note(actor, obligation, records.put(obligation, asdict(duty)), "obligation_changed")


def note_done(
    actor: Actor, *, obligation: ProtocolObligation, version: int, on: date, evidence: str = ""
) -> None:
    """It was done on a day, and by what that shows; raises StaleRecord, NotYet, Forbidden."""
    _demand_noting(actor, obligation)
    records.demand_version(obligation, version)
    if on > clock.today(get_zone(obligation.municipality_id)):
        raise NotYet
    changed = records.put(obligation, {"done_on": on, "evidence": evidence})
    obligation.done_noted_by = actor.id
    _note(actor, obligation, changed, "obligation_done")


def take_done_back(actor: Actor, *, obligation: ProtocolObligation) -> None:
    """It is not done after all; what was written of it stays."""
    _demand_noting(actor, obligation)
    records.lock(obligation)
    _note(actor, obligation, records.put(obligation, {"done_on": None}), "obligation_undone")


def add_paper(
    actor: Actor, *, paper_id: UUID, protocol: Protocol, file_id: UUID, kind: str, title: str = ""
) -> ProtocolPaper:
    """A kept file becomes a paper of the protocol, in whatever state that is."""
    demand_write(actor, protocol)
    if known := records.known(ProtocolPaper, paper_id, protocol_id=protocol.id):
        return known
    row = ProtocolPaper(
        id=paper_id,
        municipality_id=protocol.municipality_id,
        file_id=file_id,
        kind=kind,
        title=title,
        created_by=actor.id,
    )
    protocol.papers.append(row)
    records.record(actor, "paper_added", protocol)
    db.session.flush()
    return row


def remove(actor: Actor, *, protocol: Protocol, part: Part) -> None:
    """Take out what was noted by mistake; it stays to be put back. Raises NoDraft, StillOwes for a party."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if part.removed_at:
        return
    if isinstance(part, ProtocolParty):
        demand_draft(protocol)
        if any(each.side_id == part.id and not each.removed_at for each in protocol.obligations):
            raise StillOwes
    part.removed_at, part.removed_by = clock.now(), actor.id
    records.record(actor, ACTS[type(part)][0], protocol)
    db.session.flush()


def put_back(actor: Actor, *, protocol: Protocol, part: Part) -> None:
    """Let it count again. Raises NoDraft for a party, Conflict for one that stands there anew, or where the
    one that owes it is out.
    """
    demand_write(actor, protocol)
    records.lock(protocol)
    if part.removed_at is None:
        return
    if isinstance(part, ProtocolParty):
        demand_draft(protocol)
        if any(each.party_id == part.party_id for each in protocol.sides):
            raise Conflict
    if isinstance(part, ProtocolObligation) and part.side_id not in {each.id for each in protocol.sides}:
        raise Conflict
    part.removed_at = part.removed_by = None
    records.record(actor, ACTS[type(part)][1], protocol)
    db.session.flush()


def _demand_side(protocol: Protocol, side_id: UUID, kept: UUID | None = None) -> None:
    if side_id != kept and side_id not in {each.id for each in protocol.sides}:
        raise NotFound


def _demand_noting(actor: Actor, obligation: ProtocolObligation) -> None:
    if not may_note(actor, obligation.protocol, obligation):
        raise Forbidden


def _note(actor: Actor, obligation: ProtocolObligation, changed: list[str], act: str) -> None:
    """What happens to a part stands in the trail as an act on the protocol."""
    if changed:
        obligation.version += 1
        records.record(actor, act, obligation.protocol, changed)
        db.session.flush()
