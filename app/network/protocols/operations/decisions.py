"""Signing, renewing and ending a protocol, each of which can be taken back; and renewals by themselves."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, IllegalTransition
from app.core.machine import Transition, last_transition
from app.network.protocols.models import Protocol, ProtocolRenewal, ProtocolState, Renewal
from app.network.protocols.operations.protocols import demand_write
from app.network.protocols.signing import NotReady, lacking
from app.network.protocols.states import PROTOCOL
from app.network.protocols.term import DAY, NEVER, runs_until
from app.network.queries import get_zone


class BadDay(Conflict):
    """A day that cannot be: signed before all agreed or in the future, renewed to a day that is past."""

    status = 422


class NotRenewable(Conflict):
    """It has no last day, renews itself, was not signed, or is to end for good."""


class RenewedSince(Conflict):
    """It was renewed after it was signed: the renewals are taken back first."""


def sign(actor: Actor, *, protocol: Protocol, version: int, on: date) -> None:
    """All sides have signed what was read at `version`, the last of them on a day. A protocol that does not
    say when it begins does so on that day. Raises StaleRecord, NotReady, BadDay, IllegalTransition.
    """
    demand_write(actor, protocol)
    records.demand_version(protocol, version)
    if protocol.is_draft and (found := lacking(protocol)):
        raise NotReady(found)
    agreed = [each.agreed_on for each in protocol.sides if each.agreed_on]
    is_future = on > clock.today(get_zone(protocol.municipality_id))
    begins_late = protocol.ends_on is not None and protocol.ends_on < (protocol.starts_on or on)
    if is_future or begins_late or any(day > on for day in agreed):
        raise BadDay
    PROTOCOL.move(actor, protocol, ProtocolState.SIGNED)
    protocol.signed_on = on
    protocol.starts_on = protocol.starts_on or on
    for each in protocol.sides:
        each.signed_on = each.signed_on or on
    _changed(protocol)


def take_signing_back(actor: Actor, *, protocol: Protocol) -> None:
    """It was not signed after all, or something in it was wrong. Raises RenewedSince, IllegalTransition."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if protocol.renewed:
        raise RenewedSince
    if protocol.state != ProtocolState.SIGNED:
        raise IllegalTransition(protocol.state, ProtocolState.DRAFT)
    PROTOCOL.move(actor, protocol, ProtocolState.DRAFT)
    protocol.signed_on = None
    _changed(protocol)


def end(actor: Actor, *, protocol: Protocol, reason: str, note: str = "") -> None:
    """From today on it is no more. Raises UnknownReason, IllegalTransition."""
    demand_write(actor, protocol)
    records.lock(protocol)
    PROTOCOL.move(actor, protocol, ProtocolState.ENDED, reason=reason, note=note)
    _changed(protocol)


def may_take_ending_back(actor: Actor, protocol: Protocol, history: Sequence[Transition]) -> bool:
    """Whoever ended it may; `history`: what was decided about it, the latest first."""
    has_ended = protocol.state == ProtocolState.ENDED and bool(history)
    return has_ended and actor.id is not None and history[0].actor_id == actor.id


def take_ending_back(actor: Actor, *, protocol: Protocol) -> None:
    """It is again what it was before. Raises Forbidden for whoever did not end it, IllegalTransition."""
    demand_write(actor, protocol)
    records.lock(protocol)
    last = last_transition(protocol)
    if last is None or protocol.state != ProtocolState.ENDED:
        raise IllegalTransition(protocol.state, ProtocolState.SIGNED)
    if last.actor_id != actor.id:
        raise Forbidden
    PROTOCOL.move(actor, protocol, last.before)
    _changed(protocol)


def is_renewable(protocol: Protocol) -> bool:
    """By an act: one that renews itself needs none."""
    is_signed = protocol.state == ProtocolState.SIGNED
    return is_signed and protocol.renewal == Renewal.BY_ACT and protocol.ends_on is not None


def renew(
    actor: Actor, *, renewal_id: UUID, protocol: Protocol, version: int, ends_on: date | None, note: str = ""
) -> ProtocolRenewal:
    """It goes on after its last day, until another or without end.

    Raises NotRenewable, BadDay, StaleRecord: of two who renew it at once the second reads first what the
    other did.
    """
    demand_write(actor, protocol)
    if known := records.known(ProtocolRenewal, renewal_id, protocol_id=protocol.id):
        return known
    records.demand_version(protocol, version)
    if not is_renewable(protocol) or protocol.ends_on is None:
        raise NotRenewable
    if ends_on and ends_on <= protocol.ends_on:
        raise BadDay
    renewal = ProtocolRenewal(
        id=renewal_id,
        municipality_id=protocol.municipality_id,
        starts_on=protocol.ends_on + DAY,
        ends_on=ends_on,
        note=note,
        created_by=actor.id,
    )
    protocol.renewals.append(renewal)
    _put_end(protocol)
    records.record_edit(actor, protocol, ["ends_on"], act="renewed")
    return renewal


def take_renewal_back(actor: Actor, *, protocol: Protocol, renewal: ProtocolRenewal) -> None:
    """The latest renewal does not count after all. Raises Conflict for an earlier one."""
    demand_write(actor, protocol)
    records.lock(protocol)
    if renewal.removed_at:
        return
    if protocol.state != ProtocolState.SIGNED or renewal is not protocol.renewed[-1]:
        raise Conflict
    protocol.ends_on = renewal.starts_on - DAY
    renewal.removed_at, renewal.removed_by = clock.now(), actor.id
    _put_end(protocol)
    records.record_edit(actor, protocol, ["ends_on"], act="renewal_taken_back")


def _put_end(protocol: Protocol) -> None:
    """Until when all that counts goes, and since when the latest of it."""
    latest = protocol.renewed[-1] if protocol.renewed else None
    if latest:
        protocol.ends_on = latest.ends_on
    protocol.renewed_from = latest.starts_on if latest else None
    protocol.last_on = protocol.ends_on or NEVER


def bring_forward(today: date) -> int:
    """Of what has renewed itself, note the last day of the period that runs now (nightly); how many."""
    over = select(Protocol).where(
        Protocol.state == ProtocolState.SIGNED.value,
        Protocol.renewal == Renewal.BY_ITSELF.value,
        Protocol.last_on < today,
    )
    found = db.session.scalars(over.order_by(Protocol.id).with_for_update()).all()
    for each in found:
        each.last_on = runs_until(each, today) or NEVER
    return len(found)


def _changed(protocol: Protocol) -> None:
    """A state is noted by its move; whoever has the page open reads it anew before they change anything."""
    protocol.version += 1
    db.session.flush()
