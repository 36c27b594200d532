"""The quorum of a body by its own rule: properties over all rules and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.meetings.quorum import Quorum, Rule, RuleKind

COUNTS = st.integers(0, 200)
NUMBERS = st.none() | st.integers(1, 200)
RULES = st.builds(Rule, st.sampled_from(RuleKind), number=NUMBERS, second_after=NUMBERS, second_least=NUMBERS)


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (3, 2), (10, 6), (11, 6)])
def test_a_majority_is_more_than_half_of_the_members(members: int, needed: int) -> None:
    assert Rule(RuleKind.MAJORITY).needed(members) == needed


@given(COUNTS)
def test_no_two_halves_of_a_body_decide_without_each_other(members: int) -> None:
    assert 2 * Rule(RuleKind.MAJORITY).needed(members) > members


@given(RULES, COUNTS)
def test_the_second_call_never_asks_for_more_than_the_first(rule: Rule, members: int) -> None:
    assert rule.needed(members, on_second_call=True) <= rule.needed(members)


@given(RULES, COUNTS)
def test_without_a_second_call_in_the_rule_it_changes_nothing(rule: Rule, members: int) -> None:
    if rule.second_after is None:
        assert rule.needed(members, on_second_call=True) == rule.needed(members)


@given(RULES, COUNTS, st.booleans())
def test_where_there_is_a_rule_nobody_decides_alone_with_nobody_there(
    rule: Rule, members: int, second: bool
) -> None:
    needed = rule.needed(members, on_second_call=second)
    assert (needed >= 1) == (rule.kind is not RuleKind.NONE)


@given(RULES, COUNTS, COUNTS)
def test_one_more_who_comes_never_takes_the_quorum_away(rule: Rule, members: int, present: int) -> None:
    needed = rule.needed(members)
    assert not Quorum(members, present, needed).is_met or Quorum(members, present + 1, needed).is_met
