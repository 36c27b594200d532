"""The account of a hosted activity: what the cooperative keeps of an invoice, and what is there. In cents."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.initiatives.arrangements.models import Booking, BookingKind

WHOLE = 10_000
"""Hundredths of a per cent."""
GOES_OUT = frozenset((BookingKind.EXPENSE, BookingKind.PAYOUT))
"""What leaves the person less."""


def contribution(cents: int, rate: int) -> int:
    """What the cooperative keeps of an invoice, in whole cents; half a cent stays with the person.

    What it keeps and what is left are the invoice, to the cent.
    """
    whole, rest = divmod(cents * rate, WHOLE)
    return whole + (rest * 2 > WHOLE)


@dataclass(frozen=True, slots=True)
class Row:
    """A booking, and what is there after it."""

    booking: Booking
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An account over a time: what was there before, its rows, what is there after them."""

    opening: int
    rows: tuple[Row, ...]
    closing: int

    def sum_of(self, *kinds: BookingKind) -> int:
        """What rows of these kinds come to; a mistake and what evens it out come to nothing."""
        return sum(each.booking.cents for each in self.rows if each.booking.kind in kinds)


def statement(before: Sequence[Booking], bookings: Sequence[Booking]) -> Statement:
    """Of bookings by day, and those that were before."""
    opening = there = sum(each.cents for each in before)
    rows = []
    for each in bookings:
        there += each.cents
        rows.append(Row(each, there))
    return Statement(opening, tuple(rows), there)
