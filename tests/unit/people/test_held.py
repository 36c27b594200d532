"""What holds on a day, against a reading day by day."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.people.facts.held import held_on
from app.people.facts.models import Fact
from app.people.groups import BY_FACT, DECLARED, Said, groups_of

START = date(2026, 1, 1)
DAYS = 12
NOTED = datetime(2026, 2, 1, tzinfo=UTC)
_DAY = st.one_of(st.none(), st.integers(0, DAYS).map(lambda number: START + timedelta(days=number)))


def fact(number: int, value: str, begins: date | None, ends: date | None, *, withdrawn: bool) -> Fact:
    return Fact(
        id=UUID(int=number),
        kind="work",
        key="",
        value=value,
        begins_on=begins,
        ends_on=ends,
        noted_at=NOTED + timedelta(minutes=number // 2),
        withdrawn_at=NOTED if withdrawn else None,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    rows = draw(st.lists(st.tuples(st.sampled_from("abc"), _DAY, _DAY, st.booleans()), max_size=6))
    return [fact(number, *row[:3], withdrawn=row[3]) for number, row in enumerate(rows)]


def slowly(facts: list[Fact]) -> dict[date, str]:
    """Day by day, from before the first: each begins on its day and lasts until another does, or it ends."""
    counting = sorted((each for each in facts if not each.is_withdrawn), key=lambda each: each.stands_since)
    found = {}
    for number in range(DAYS + 1):
        day, now = START + timedelta(days=number), ""
        for each in counting:
            if each.begins_on is None or each.begins_on <= day:
                now = "" if each.ends_on and each.ends_on < day else each.value
        found[day] = now
    return found


@given(histories())
def test_on_every_day_the_last_that_began_holds_until_it_ends(facts: list[Fact]) -> None:
    for day, value in slowly(facts).items():
        held = held_on(facts, day)
        assert (held["work", ""].value if held else "") == value
        assert held_on(facts[::-1], day) == held


@given(histories(), st.integers(0, 5))
def test_what_is_withdrawn_leaves_everything_as_if_it_had_never_been_noted(
    facts: list[Fact], number: int
) -> None:
    gone = facts[number : number + 1]
    for each in gone:
        each.withdrawn_at = NOTED
    assert slowly(facts) == slowly([each for each in facts if each not in gone])


@given(histories())
def test_it_changes_only_on_days_on_which_something_began_or_had_ended(facts: list[Fact]) -> None:
    turns = {each.begins_on for each in facts}
    turns |= {each.ends_on + timedelta(days=1) for each in facts if each.ends_on}
    for (_, before), (day, after) in pairwise(slowly(facts).items()):
        assert before == after or day in turns


def said(declared: tuple[str, ...] = (), born: int | None = None, **facts: str) -> dict[str, bool]:
    return groups_of(Said(facts, set(declared), born), 2026)


def test_what_facts_tell_counts_before_what_was_declared() -> None:
    assert said(("women",)) == {"women": False}
    assert said(gender="woman") == {"women": True}
    assert said(("women",), gender="man") == {}
    assert said(("women",), gender="not_said") == {"women": False}
    assert said(("migrant",), nationality="PT") == {}
    assert said(nationality="UA") == {"migrant": True}
    assert said(schooling="isced_2") == {"low_qualification": True}
    assert said(("low_qualification",), schooling="isced_3") == {}
    assert said(benefit="rsi") == {"minimum_income": True}


def test_whoever_is_young_and_does_nothing_is_told_by_two_facts() -> None:
    assert said(born=2000, work="unregistered") == {"young_neet": True}
    assert said(("young_neet",), born=2000, work="learning") == {}
    assert said(("young_neet",), work="learning") == {"young_neet": False}
    assert said(("young_neet",), born=1990, work="unregistered") == {}


def test_an_age_is_told_by_the_year_of_birth() -> None:
    assert said(born=1981) == {}
    assert said(born=1980) == {"over_45": True}
    assert said(born=1961) == {"over_45": True, "elderly": True}


def test_every_rule_asks_a_kind_that_there_is() -> None:
    assert {"work", "gender", "nationality", "schooling", "benefit"} == BY_FACT
    assert all(rule.values or not rule.kind for rule in DECLARED.values())
