"""All tables of one page together give nobody away either."""

from collections.abc import Iterator, Mapping
from itertools import product
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.core.disclosure import FEWEST, Shown
from app.workshops.reports.programme import Happening, Somebody, programme
from app.workshops.reports.report import Mark, Sitting, Visitor, lines, report
from app.workshops.reports.whole import Whole, whole

SERIES = UUID(int=1000)
SEVERAL = st.lists(st.tuples(*[st.integers(0, 2)] * 3, st.integers(0, 4)), min_size=1, max_size=9)
"""Of each who came: which parish, language and age, and in which month."""


def page_of(facts: list[tuple[int, int, int, int]]) -> Whole:
    """A year in which each came once to the same series."""
    known = {
        UUID(int=number): Somebody(UUID(int=100 + parish), f"{language}", 1940 + 25 * age)
        for number, (parish, language, age, _month) in enumerate(facts)
    }
    happened = [Happening("came", UUID(int=number), each[3]) for number, each in enumerate(facts)]
    visitors = [Visitor(key, SERIES, each.birth_year) for key, each in known.items()]
    marks = [Mark(key, SERIES, "present", 60) for key in known]
    sittings = [Sitting(SERIES, 60, "held")]
    return whole(
        programme(happened, known, 12, 2025),
        report(sittings, visitors, marks, 2025),
        lines(sittings, marks)[0],
        filled={},
        parishes={},
    )


def possible(total: Shown, parts: Mapping[str, Shown], most: int) -> Iterator[tuple[int, ...]]:
    hidden = [key for key, value in parts.items() if value is None]
    known = sum(value for value in parts.values() if value is not None)
    for guess in product(range(1, most + 1), repeat=len(hidden)):
        if total is None or sum(guess) + known == total:
            yield guess


@given(SEVERAL)
def test_nobody_is_told_apart_by_all_tables_of_a_page(facts: list[tuple[int, int, int, int]]) -> None:
    """Whoever knows the rules takes the total from wherever it stands, and every part told anywhere."""
    page = page_of(facts)
    came = page.programme.columns["came"]
    totals = {came.people, page.report.people, *(each.people for each in page.lines)}
    assert len(totals) == 1
    (total,) = totals
    if total is None:
        assert page.report.attended is None
        assert all(each.attended is None for each in page.lines)
    told = [came.by["parish"], came.by["language"], came.by["age"], page.report.ages]
    for table in told:
        assert all(number in {None, 0} or number >= FEWEST for number in table.values())
        guesses = list(possible(total, table, max(len(facts), 2)))
        assert all(len(set(column)) > 1 for column in zip(*guesses, strict=True))
    ages = [table for table in (came.by["age"], page.report.ages) if table]
    assert len(ages) == 1
