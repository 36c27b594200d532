"""Days as the calendar lays them out, and the periods that figures are told of."""

import itertools
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.slots.models import DropInSlot
from app.directory.slots.occasions import Occasion
from app.workshops.planning.models.session import Session
from app.workshops.planning.months import FIRST, LAST, View, by_day, range_of
from app.workshops.reports.periods import MONTHS, days_of

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, st.sampled_from([View.MONTH, View.WEEK]))
def test_a_page_shows_the_day_in_whole_weeks(day: date, view: View) -> None:
    shown = range_of(view, day)
    assert shown.first.weekday() == 0
    assert shown.last.weekday() == 6
    assert shown.first <= shown.on <= shown.last
    weeks = [each for week in shown.weeks for each in week]
    assert weeks[0] == shown.first
    assert weeks[-1] == shown.last
    assert all(after - before == timedelta(days=1) for before, after in itertools.pairwise(weeks))


@given(st.dates(FIRST + timedelta(days=62), LAST - timedelta(days=62)), st.sampled_from(View))
def test_later_and_back_is_the_same_page(day: date, view: View) -> None:
    shown = range_of(view, day)
    back = range_of(view, range_of(view, shown.after).before)
    assert back.first == shown.first


def test_nine_in_the_morning_stands_before_six_in_the_evening() -> None:
    """Whether it is a session, with a wall time, or the drop-in hours of a partner, an instant."""
    day, zone = date(2026, 11, 2), ZoneInfo("Atlantic/Azores")
    evening = Session(on=day, starts=time(18), ends=time(20))
    morning = Occasion(
        DropInSlot(), datetime(2026, 11, 2, 9, tzinfo=zone), datetime(2026, 11, 2, 12, tzinfo=zone)
    )
    assert by_day([evening, morning]) == {day: [morning, evening]}


def test_a_month_of_six_weeks_and_one_of_four() -> None:
    assert len(range_of(View.MONTH, date(2026, 11, 22)).weeks) == 6
    assert len(range_of(View.MONTH, date(2027, 2, 1)).weeks) == 4


def test_periods_are_whole_months() -> None:
    for period in MONTHS:
        first, last = days_of(2028, period)
        assert first.day == 1
        assert (last + timedelta(days=1)).day == 1
    assert days_of(2028, "month-2")[1] == date(2028, 2, 29)
    assert days_of(2027, "quarter-4") == (date(2027, 10, 1), date(2027, 12, 31))
    with pytest.raises(KeyError):
        days_of(2027, "week-1")
