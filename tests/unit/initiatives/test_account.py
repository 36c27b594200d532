"""What a cooperative keeps of an invoice: to the cent, and half a cent for the person."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.initiatives.arrangements.account import WHOLE, contribution, statement
from app.initiatives.arrangements.models import Booking, BookingKind

CENTS = st.integers(1, 10**9)


@given(CENTS, st.integers(0, WHOLE))
def test_what_is_kept_and_what_is_left_are_the_invoice(cents: int, rate: int) -> None:
    kept = contribution(cents, rate)
    assert 0 <= kept <= cents
    exact = Decimal(cents) * rate / WHOLE
    assert -Decimal("0.5") <= kept - exact < Decimal("0.5")


@pytest.mark.parametrize(
    ("cents", "rate", "kept"),
    [(10_000, 1_000, 1_000), (5, 1_000, 0), (15, 1_000, 1), (16, 1_000, 2), (333, 3_333, 111)],
    ids=["whole", "half-a-cent", "one-and-a-half", "more-than-half", "a-third"],
)
def test_half_a_cent_stays_with_the_person(cents: int, rate: int, kept: int) -> None:
    assert contribution(cents, rate) == kept


@given(st.lists(st.integers(-(10**6), 10**6)), st.lists(st.integers(-(10**6), 10**6)))
def test_a_statement_ends_with_what_was_before_and_its_rows(before: list[int], during: list[int]) -> None:
    rows = [Booking(kind=BookingKind.INVOICE, cents=each) for each in during]
    found = statement([Booking(cents=each) for each in before], rows)
    assert found.opening == sum(before)
    assert found.closing == found.opening + sum(during)
    after = [sum(before + during[: at + 1]) for at in range(len(during))]
    assert [each.balance for each in found.rows] == after
    assert found.sum_of(*BookingKind) == sum(during)
