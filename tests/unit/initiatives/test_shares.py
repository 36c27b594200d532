"""Shares: always the whole or the difference by name, and nothing rounded away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.initiatives.groups.shares import WHOLE, balance_of, equal, share_of, typed_of


@given(st.lists(st.none() | st.integers(0, WHOLE), max_size=12))
def test_the_parts_come_to_the_whole_or_the_difference_is_named(shares: list[int | None]) -> None:
    balance = balance_of(shares)
    said = [each for each in shares if each is not None]
    assert sum(said) + balance.left == WHOLE
    assert balance.unsaid + len(said) == len(shares)
    assert balance.is_whole == (sum(said) == WHOLE and None not in shares)


@given(st.integers(1, 200))
def test_equal_parts_are_the_whole_and_differ_by_one_hundredth_at_most(members: int) -> None:
    parts = equal(members)
    assert sum(parts) == WHOLE
    assert max(parts) - min(parts) <= 1


@given(st.integers(0, WHOLE))
def test_a_share_comes_back_as_it_was_typed(share: int) -> None:
    assert share_of(typed_of(share)) == share
    assert share_of(f" {typed_of(share).replace(',', '.')} % ") == share


@pytest.mark.parametrize(
    "typed", ["33,333", "100,01", "101", "-1", "1/3", "um terço", "", "1e2", "٣٣"], ids=repr
)
def test_what_would_have_to_be_rounded_or_is_no_share_is_refused(typed: str) -> None:
    assert share_of(typed) is None
