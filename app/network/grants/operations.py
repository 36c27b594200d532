"""A grant from what is asked to what is accounted for; no cent is paid twice."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, IllegalTransition
from app.core.permission import Permission
from app.network.grants.models import Grant, GrantPayment, GrantState
from app.network.grants.permissions import may_write
from app.network.grants.states import GRANT
from app.network.parties.queries import get_offered_organisation
from app.network.protocols.queries.resting import demand_protocol
from app.network.queries import get_zone


class PaidAlready(Conflict):
    """A payment of this grant stands there under the same reference."""

    status = 422


class MoreThanDecided(Conflict):
    """With this payment more would be paid than was decided; `left` are the cents that can be."""

    status = 422

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


class AlreadyReversed(Conflict):
    """A payment is evened out once."""


class MoneyIsOut(Conflict):
    """Something of it is paid: the payments are evened out first."""


class DayToCome(Conflict):
    """What is noted has happened: its day is not still to come."""

    status = 422


class Settled(Conflict):
    """What was asked for is not changed once it is decided: the decision is taken back first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks, what for, how many cents, since when, and on which protocol it rests."""

    party_id: UUID
    purpose: str
    asked_on: date
    asked_cents: int
    protocol_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a service or a body thinks of it."""

    opinion: str
    opinion_by: str
    opinion_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Granted with so many cents, or refused with None; why."""

    decided_on: date
    decided_cents: int | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    cents: int
    reference: str
    paid_on: date
    note: str = ""


def ask(actor: Actor, *, grant_id: UUID, municipality_id: UUID, request: Request) -> Grant:
    """Note what a party asks for. The same id again is the same row. Raises NotItsProtocol, DayToCome."""
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Grant, grant_id, **same):
        return known
    get_offered_organisation(municipality_id, request.party_id)
    demand_protocol(request.protocol_id, municipality_id, request.party_id)
    _demand_past(request.asked_on, municipality_id)
    grant = Grant(id=grant_id, **same, **asdict(request), sort_key=text.fold(request.purpose))
    return records.add(actor, grant, act="asked")


def edit(actor: Actor, *, grant: Grant, version: int, request: Request) -> None:
    """Correct what was asked for, until it is decided. Raises StaleRecord, Settled, NotItsProtocol."""
    _demand_write(actor, grant)
    records.demand_version(grant, version)
    if grant.state not in {GrantState.ASKED, GrantState.JUDGED}:
        raise Settled
    if request.party_id != grant.party_id:
        get_offered_organisation(grant.municipality_id, request.party_id)
    kept = (grant.protocol_id, grant.party_id)
    demand_protocol(request.protocol_id, grant.municipality_id, request.party_id, kept)
    _demand_past(request.asked_on, grant.municipality_id)
    changed = records.put(grant, {**asdict(request), "sort_key": text.fold(request.purpose)})
    records.record_edit(actor, grant, [each for each in changed if each != "sort_key"])


def judge(actor: Actor, *, grant: Grant, version: int, opinion: Opinion) -> None:
    """Note the opinion on it, or another one until it is decided. Raises StaleRecord, DayToCome."""
    _demand_write(actor, grant)
    records.demand_version(grant, version)
    _demand_past(opinion.opinion_on, grant.municipality_id)
    if grant.state == GrantState.JUDGED:
        records.record_edit(actor, grant, records.put(grant, asdict(opinion)))
        return
    _move(actor, grant, GrantState.JUDGED)
    records.put(grant, asdict(opinion))
    db.session.flush()


def decide(actor: Actor, *, grant: Grant, version: int, decision: Decision) -> None:
    """Grant so much of it, or refuse it. Raises StaleRecord, DayToCome, IllegalTransition."""
    _demand_write(actor, grant)
    records.demand_version(grant, version)
    _demand_past(decision.decided_on, grant.municipality_id)
    is_granted = decision.decided_cents is not None
    _move(actor, grant, GrantState.GRANTED if is_granted else GrantState.REFUSED)
    records.put(grant, asdict(decision))
    db.session.flush()


def pay(actor: Actor, *, payment_id: UUID, grant: Grant, payment: Payment) -> GrantPayment:
    """Note a payment of what was decided; with the last of it the grant is paid.

    The same id again is the same row. Raises PaidAlready, MoreThanDecided, DayToCome, IllegalTransition.
    """
    _demand_write(actor, grant)
    records.lock(grant)
    if known := records.known(GrantPayment, payment_id, grant_id=grant.id):
        return known
    if any(each.reference_key == text.fold(payment.reference) for each in standing_payments(grant)):
        raise PaidAlready
    if grant.state not in {GrantState.GRANTED, GrantState.PAID}:
        raise IllegalTransition(grant.state, GrantState.PAID)
    if payment.cents > grant.to_pay:
        raise MoreThanDecided(grant.to_pay)
    _demand_past(payment.paid_on, grant.municipality_id)
    row = GrantPayment(
        id=payment_id,
        grant_id=grant.id,
        municipality_id=grant.municipality_id,
        created_by=actor.id,
        **asdict(payment),
    )
    records.add(actor, row, act="paid")
    _count_again(actor, grant)
    return row


def reverse(actor: Actor, *, reversal_id: UUID, grant: Grant, payment: GrantPayment) -> GrantPayment:
    """Even out a payment that was a mistake. Raises AlreadyReversed, IllegalTransition once it is accounted
    for.
    """
    _demand_write(actor, grant)
    records.lock(grant)
    if known := records.known(GrantPayment, reversal_id, reverses_id=payment.id):
        return known
    if payment.id not in {each.id for each in standing_payments(grant)}:
        raise AlreadyReversed
    if grant.state == GrantState.REPORTED:
        raise IllegalTransition(grant.state, GrantState.GRANTED)
    row = GrantPayment(
        id=reversal_id,
        grant_id=grant.id,
        municipality_id=grant.municipality_id,
        created_by=actor.id,
        cents=-payment.cents,
        reference=payment.reference,
        paid_on=clock.today(get_zone(grant.municipality_id)),
        reverses_id=payment.id,
    )
    records.add(actor, row, act="reversed")
    _count_again(actor, grant)
    return row


def account(actor: Actor, *, grant: Grant, version: int, on: date, report: str, file_id: UUID | None) -> None:
    """The party has shown what it did with what was paid, even where that is less than was decided.

    Raises StaleRecord, DayToCome, IllegalTransition.
    """
    _demand_write(actor, grant)
    records.demand_version(grant, version)
    _demand_past(on, grant.municipality_id)
    if not grant.paid_cents:
        raise IllegalTransition(grant.state, GrantState.REPORTED)
    _move(actor, grant, GrantState.REPORTED)
    records.put(grant, {"reported_on": on, "report": report, "report_file_id": file_id})
    db.session.flush()


def take_back(actor: Actor, *, grant: Grant) -> None:
    """Go one step back; what was written stays, to be corrected. Raises MoneyIsOut, IllegalTransition."""
    _demand_write(actor, grant)
    records.lock(grant)
    before = {
        GrantState.JUDGED: GrantState.ASKED,
        GrantState.GRANTED: GrantState.JUDGED,
        GrantState.REFUSED: GrantState.JUDGED,
        GrantState.REPORTED: GrantState.GRANTED if grant.to_pay else GrantState.PAID,
        GrantState.WITHDRAWN: GrantState.ASKED,
    }.get(GrantState(grant.state))
    if before is None:
        raise IllegalTransition(grant.state, "")
    if grant.state == GrantState.GRANTED and grant.paid_cents:
        raise MoneyIsOut
    _move(actor, grant, before)
    db.session.flush()


def withdraw(actor: Actor, *, grant: Grant) -> None:
    """The party no longer asks for it, or it was noted by mistake. Raises IllegalTransition."""
    _demand_write(actor, grant)
    records.lock(grant)
    _move(actor, grant, GrantState.WITHDRAWN)
    db.session.flush()


def standing_payments(grant: Grant) -> list[GrantPayment]:
    """The payments of a grant that nothing has evened out."""
    rows = db.session.scalars(
        select(GrantPayment).where(GrantPayment.grant_id == grant.id).order_by(GrantPayment.id)
    ).all()
    evened_out = {each.reverses_id for each in rows}
    return [each for each in rows if each.id not in evened_out and each.reverses_id is None]


def _count_again(actor: Actor, grant: Grant) -> None:
    """Whether all that was decided is paid, with what was written just now."""
    records.lock(grant)
    grant.version += 1
    is_paid = grant.to_pay == 0
    if is_paid and grant.state == GrantState.GRANTED:
        GRANT.move(actor, grant, GrantState.PAID)
    elif not is_paid and grant.state == GrantState.PAID:
        GRANT.move(actor, grant, GrantState.GRANTED)
    db.session.flush()


def _move(actor: Actor, grant: Grant, after: GrantState) -> None:
    GRANT.move(actor, grant, after)
    grant.version += 1


def _demand_write(actor: Actor, grant: Grant) -> None:
    if not may_write(actor, grant):
        raise Forbidden


def _demand_past(day: date, municipality_id: UUID) -> None:
    if day > clock.today(get_zone(municipality_id)):
        raise DayToCome
