"""A year on one page: what happened, its sessions, and what is kept of both."""

from itertools import count, repeat
from uuid import UUID

from app.core.disclosure import NONE, Rounded
from app.workshops.reports.programme import Column, Happening, Somebody, programme, settled
from app.workshops.reports.report import Mark, Sitting, Visitor
from app.workshops.reports.whole import Whole, as_json, from_json, whole
from app.workshops.reports.year import activity
from app.workshops.reports.year import settled as settled_together

SERIES = UUID(int=1000)


def page_of(people: int, secret: int = 1) -> Whole:
    """A year in which each came once to the same series, each of another age."""
    teller = Rounded(b"%d" % secret)
    known = {number: Somebody(None, "pt", 1940 + 25 * number) for number in range(people)}
    happened = [Happening("came", key, 2) for key in known]
    visitors = [Visitor(key, SERIES, each.birth_year) for key, each in known.items()]
    marks = [Mark(key, SERIES, "present", 60) for key in known]
    found = activity([Sitting(SERIES, 60, "held", title="Oficina")], visitors, marks, 2025, teller)
    told = settled(programme(happened, known, 12, 2025, teller))
    return whole(told, settled_together({"": found})[""], {"": NONE}, {}, is_rounded=True)


def test_who_came_is_one_number_wherever_it_stands() -> None:
    page = page_of(23)
    told = {page.programme.columns["came"].people, page.report.people, *(each.people for each in page.lines)}
    assert len(told) == 1
    assert told <= {20, 25}
    assert not page.report.ages


def test_what_one_table_leaves_out_no_other_tells() -> None:
    page = next(each for each in map(page_of, repeat(3), count()) if each.report.people is None)
    came = page.programme.columns["came"]
    assert (came.people, came.times, page.report.attended) == (None, None, None)


def test_what_is_kept_is_read_as_it_was_told() -> None:
    page = page_of(23)
    assert from_json(as_json(page)) == page


def test_a_year_that_was_told_before_numbers_were_rounded_says_so() -> None:
    kept = as_json(page_of(23))
    del kept["is_rounded"]
    assert not from_json(kept).is_rounded
    assert isinstance(from_json(kept).programme.columns["came"], Column)


def test_a_year_that_was_told_before_heads_stood_with_their_series_tells_none() -> None:
    kept = as_json(page_of(23))
    for line in kept["lines"]:
        del line["heads"]
    assert [each.heads for each in from_json(kept).lines] == [None]
