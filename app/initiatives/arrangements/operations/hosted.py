"""Activities that a cooperative hosts, and the rows of their accounts, which are never changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.initiatives.arrangements.account import GOES_OUT, contribution
from app.initiatives.arrangements.models import Booking, BookingKind, HostedActivity
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import get_active
from app.network.queries import get_zone


class HostsNothing(Conflict):
    """An initiative of this kind hosts no activities of others."""


class WrongEnd(Conflict):
    """It ends before it begins."""

    status = 422


class DayToCome(Conflict):
    """What is booked has happened: its day is not still to come."""

    status = 422


class NotHosted(Conflict):
    """On this day the activity was not hosted."""

    status = 422


class LeavesOut(Conflict):
    """What is booked on `on` would lie outside of the time in which the activity is hosted."""

    status = 422

    def __init__(self, on: date) -> None:
        self.on = on
        super().__init__(on)


class MoreThanThere(Conflict):
    """More would be paid out than is there; `left` are the cents that can be."""

    status = 422

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


class AlreadyReversed(Conflict):
    """A row is evened out once; a contribution goes with its invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`rate` in hundredths of a per cent."""

    title: str
    rate: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An invoice, an expense or a payout: so many cents, more than nothing."""

    kind: str
    on: date
    cents: int
    reference: str = ""
    words: str = ""


def host(
    actor: Actor, *, hosted_id: UUID, initiative: Initiative, member_id: UUID, facts: Facts
) -> HostedActivity:
    """Give a member's activity an account. The same id again is the same row.

    Raises HostsNothing, WrongEnd, NotFound for who does not take part in it.
    """
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if known := records.known(HostedActivity, hosted_id, initiative_id=initiative.id):
        return known
    if not kinds()[initiative.kind].hosts_activities:
        raise HostsNothing
    _demand_end(facts)
    member = get_active(initiative, member_id)
    hosted = HostedActivity(
        id=hosted_id,
        initiative_id=initiative.id,
        member_id=member.id,
        municipality_id=initiative.municipality_id,
        created_by=actor.id,
        **asdict(facts),
    )
    return records.add(actor, hosted)


def edit(actor: Actor, *, hosted: HostedActivity, version: int, facts: Facts) -> None:
    """Another rate counts for invoices that are booked from now on.

    Raises StaleRecord, WrongEnd, LeavesOut.
    """
    actor.demand(Permission.INITIATIVE_WRITE, hosted.municipality_id)
    _demand_end(facts)
    records.lock(hosted)
    outside = [each for each in db.session.scalars(_rows_of(hosted)) if not _is_within(each, facts)]
    if outside:
        raise LeavesOut(outside[0].on)
    records.edit(actor, hosted, version, asdict(facts))


def book(actor: Actor, *, booking_id: UUID, hosted: HostedActivity, entry: Entry) -> Booking:
    """Write a row; an invoice brings the contribution with it. The same id again is the same row.

    Raises DayToCome, NotHosted for an invoice or an expense of another time, MoreThanThere.
    """
    actor.demand(Permission.INITIATIVE_WRITE, hosted.municipality_id)
    if known := records.known(Booking, booking_id, hosted_id=hosted.id):
        return known
    records.lock(hosted)
    if entry.on > clock.today(get_zone(hosted.municipality_id)):
        raise DayToCome
    if not _is_within(entry, hosted):
        raise NotHosted
    if entry.kind == BookingKind.PAYOUT and entry.cents > (left := balance(hosted.id)):
        raise MoreThanThere(max(0, left))
    row = _row(actor, hosted, booking_id, entry)
    records.add(actor, row, act="booked")
    if entry.kind == BookingKind.INVOICE and (kept := contribution(entry.cents, hosted.rate)):
        _keep(actor, hosted, row, kept)
    return row


def reverse(actor: Actor, *, reversal_id: UUID, hosted: HostedActivity, booking: Booking) -> Booking:
    """Even out a row that was a mistake, an invoice with its contribution; all of them stay to be read.

    The same id again is the same row. Raises AlreadyReversed.
    """
    actor.demand(Permission.INITIATIVE_WRITE, hosted.municipality_id)
    records.lock(hosted)
    if known := records.known(Booking, reversal_id, reverses_id=booking.id):
        return known
    if booking.kind == BookingKind.CONTRIBUTION or booking.reverses_id or _reversal_of(booking):
        raise AlreadyReversed
    row = _evened(actor, booking, reversal_id)
    for kept in _contributions_of(booking):
        _evened(actor, kept, new_id())
    return row


def _is_within(entry: Entry | Booking, time: Facts | HostedActivity) -> bool:
    """Whether a row lies in the time in which the activity is hosted; what is left is paid out later too."""
    is_after = time.until is not None and entry.on > time.until and entry.kind != BookingKind.PAYOUT
    return entry.on >= time.since and not is_after


def _rows_of(hosted: HostedActivity) -> Select[Booking]:
    """What counts of an account, by day: no row that was evened out, nor the one that does."""
    here = Booking.hosted_id == hosted.id
    evened = select(Booking.reverses_id).where(here, Booking.reverses_id.is_not(None))
    counting = Booking.reverses_id.is_(None), Booking.id.not_in(evened)
    return select(Booking).where(here, *counting).order_by(Booking.on, Booking.id)


def balance(hosted_id: UUID) -> int:
    """What is there in an account, in cents."""
    total = select(func.coalesce(func.sum(Booking.cents), 0)).where(Booking.hosted_id == hosted_id)
    return int(db.session.scalar(total) or 0)


def _row(actor: Actor, hosted: HostedActivity, booking_id: UUID, entry: Entry) -> Booking:
    sign = -1 if entry.kind in GOES_OUT else 1
    return Booking(
        id=booking_id,
        hosted_id=hosted.id,
        municipality_id=hosted.municipality_id,
        created_by=actor.id,
        **{**asdict(entry), "cents": sign * entry.cents},
    )


def _keep(actor: Actor, hosted: HostedActivity, invoice: Booking, cents: int) -> None:
    """What the cooperative keeps of an invoice."""
    db.session.add(
        Booking(
            id=new_id(),
            hosted_id=hosted.id,
            municipality_id=hosted.municipality_id,
            kind=BookingKind.CONTRIBUTION.value,
            on=invoice.on,
            cents=-cents,
            reference=invoice.reference,
            belongs_to=invoice.id,
            created_by=actor.id,
        )
    )
    db.session.flush()


def _evened(actor: Actor, booking: Booking, reversal_id: UUID) -> Booking:
    row = Booking(
        id=reversal_id,
        hosted_id=booking.hosted_id,
        municipality_id=booking.municipality_id,
        kind=booking.kind,
        on=booking.on,
        cents=-booking.cents,
        reference=booking.reference,
        reverses_id=booking.id,
        created_by=actor.id,
    )
    return records.add(actor, row, act="reversed")


def _reversal_of(booking: Booking) -> Booking | None:
    return db.session.scalars(select(Booking).where(Booking.reverses_id == booking.id)).first()


def _contributions_of(invoice: Booking) -> Sequence[Booking]:
    return db.session.scalars(select(Booking).where(Booking.belongs_to == invoice.id)).all()


def _demand_end(facts: Facts) -> None:
    if facts.until and facts.until < facts.since:
        raise WrongEnd
