"""Gates: a checklist for every kind, with law that says where it stands and when it was looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.initiatives.groups import gates
from app.initiatives.groups.gates import CHECKS, Answer, Facts, GateItem, items, items_of, standing_of
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import GateCheck, Kind
from app.initiatives.groups.states import STAGES

TODAY = date(2026, 12, 1)
A_LAW = GateItem(key="members", names={"pt": "Três"}, before="trial", check="members", least=3)


def test_every_kind_is_a_kind_and_has_items_before_its_launch() -> None:
    assert set(kinds()) == set(Kind)
    for kind in kinds():
        assert items_of(kind, STAGES[1:], TODAY), kind


def test_every_item_is_about_stages_kinds_and_checks_that_there_are() -> None:
    for key, each in items().items():
        assert each.before in STAGES[1:], key
        assert set(each.kinds) <= set(kinds()), key
        assert not each.check or each.check in CHECKS, key
        assert {*each.names} >= {"pt", "en"}, key
        assert not each.hint or {*each.hint} >= {"pt", "en"}, key


def test_an_item_that_rests_on_a_law_says_where_since_when_and_when_it_was_looked_at() -> None:
    for key, each in items().items():
        if each.law:
            assert each.source.startswith("https://"), key
            assert date.min < each.valid_from <= each.valid_until, key
            assert each.valid_from <= (each.last_checked_on or date.min), key


def test_a_law_is_asked_only_while_it_holds() -> None:
    law = GateItem(
        key="law", names={}, before="trial", valid_from=TODAY, valid_until=TODAY + timedelta(days=9)
    )
    assert law.is_of("family", TODAY)
    assert law.is_of("family", TODAY + timedelta(days=9))
    assert not law.is_of("family", TODAY - timedelta(days=1))
    assert not law.is_of("family", TODAY + timedelta(days=10))


def test_a_cooperative_takes_as_many_members_as_the_law_says() -> None:
    item = items()["cooperative_members"]
    assert "artigo 11.º" in item.law
    assert standing_of(item, Facts(shares=(None, None)), None).is_open
    assert not standing_of(item, Facts(shares=(None,) * item.least), None).is_open


@given(st.sampled_from([None, *Answer]), st.integers(0, 5))
def test_nobody_ticks_what_the_product_sees_by_itself(answer: Answer | None, members: int) -> None:
    check = GateCheck(answer=answer.value) if answer else None
    standing = standing_of(A_LAW, Facts(shares=(None,) * members), check)
    assert standing.is_open == (members < 3 and answer is not Answer.NOT_NEEDED)


@pytest.mark.parametrize(
    ("answer", "is_open"), [(None, True), ("done", False), ("not_needed", False)], ids=str
)
def test_what_somebody_has_to_say_is_as_they_said(answer: str | None, *, is_open: bool) -> None:
    item = GateItem(key="said", names={}, before="trial")
    check = GateCheck(answer=answer) if answer else None
    assert gates.standing_of(item, Facts(), check).is_open == is_open
