"""Days as people know them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.facts import days

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("", ""),
        ("1984", "1984"),
        (" 3/1984 ", "1984-03"),
        ("27/3/1984", "1984-03-27"),
        ("27-03-1984", "1984-03-27"),
        ("27 3 1984", "1984-03-27"),
        ("1984-03-27", "1984-03-27"),
        ("1984-3", "1984-03"),
        ("29/2/2024", "2024-02-29"),
        ("2026", "2026"),
        ("61", "1961"),
        ("09", "2009"),
    ],
)
def test_what_is_known_of_a_day_is_kept_and_no_more(typed: str, known: str) -> None:
    assert days.read(typed, TODAY) == known


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("26", days.TooShort),
        ("11", days.TooShort),
        ("984", days.TooShort),
        ("2027", days.Ahead),
        ("1/12/2026", days.Ahead),
        ("30/2/1984", days.NoSuchDay),
        ("13/1984", days.NoSuchDay),
        ("0/1984", days.NoSuchDay),
        ("ontem", days.NoSuchDay),
        ("19840", days.NoSuchDay),
        ("٢٧/٣/١٩٨٤", days.NoSuchDay),
        ("²³", days.NoSuchDay),
        ("1/1/0001", days.TooLongAgo),
        ("1884", days.TooLongAgo),
    ],
)
def test_what_cannot_be_is_told_apart(typed: str, problem: type[ValueError]) -> None:
    with pytest.raises(problem) as caught:
        days.read(typed, TODAY)
    assert type(caught.value) is problem


@given(
    st.text(max_size=12)
    | st.text("0129²³٣ⅷ", max_size=5)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,4}([-/. ]\d{1,4})?", fullmatch=True)
)
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        known = days.read(typed, TODAY)
    except (days.NoSuchDay, days.Ahead, days.TooLongAgo):
        return
    assert not known or days.first(known) <= TODAY


@given(st.dates(date(1912, 1, 1), TODAY), st.sampled_from([4, 7, 10]))
def test_what_is_meant_lies_between_the_first_and_the_last_day(day: date, precision: int) -> None:
    known = day.isoformat()[:precision]
    first, last = days.first(known), days.last(known)
    assert first <= day <= last
    assert (last + timedelta(days=1)).isoformat()[:precision] != known or (precision == 10 and first == last)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2008-11-30", TODAY, 18),
        ("2008-12-01", TODAY, 17),
        ("2008", TODAY, 17),
        ("2008-11", TODAY, 18),
        ("2026", TODAY, 0),
        ("2008-02-29", date(2026, 2, 28), 17),
    ],
)
def test_of_what_is_not_known_the_youngest_age_counts(born: str, on: date, years: int) -> None:
    assert days.age(born, on) == years
