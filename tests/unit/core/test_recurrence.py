"""Our recurrences against the standard's reference library, across changes of clocks and leap years."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.core.feeds import Event, calendar, in_zone
from app.core.recurrence import Every, Repetition, answers_of, first_time, occurrences, rule_of

LISBON, AZORES = "Europe/Lisbon", "Atlantic/Azores"
days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
zones = st.sampled_from([LISBON, AZORES, "Atlantic/Madeira", "Europe/Berlin"])


@st.composite
def repetitions(draw: st.DrawFn, start: date) -> Repetition:
    every = draw(st.sampled_from(list(Every)))
    weekdays = draw(st.sets(st.integers(1, 7), max_size=4)) if every is Every.WEEK else set()
    until = draw(st.none() | st.integers(0, 900).map(lambda more: start + timedelta(more)))
    return Repetition(every, draw(st.integers(1, 4)), tuple(sorted(weekdays)), until)


@st.composite
def series(draw: st.DrawFn) -> tuple[str, datetime, str, Repetition]:
    day = draw(days | st.sampled_from([date(2024, 2, 29), date(2025, 3, 30), date(2025, 10, 26)]))
    zone = draw(zones)
    answers = draw(repetitions(day))
    rule = rule_of(answers, day, zone)
    at = draw(times | st.sampled_from([time(0, 30), time(1, 30), time(2, 30)]))
    start = first_time(rule, datetime.combine(day, at), zone)
    assume(start is not None)
    assert start
    return rule, start, zone, answers


def by_the_reference(event: Event, overrides: list[Event], first: date, last: date) -> list[datetime]:
    read = icalendar.Calendar.from_ical(calendar("x", [event, *overrides]))
    zone = event.starts.tzinfo
    start, end = (datetime.combine(day, time.min, zone) for day in (first, last + timedelta(1)))
    found = recurring_ical_events.of(read).between(start, end)
    starts = {each["DTSTART"].dt.astimezone(UTC) for each in found}
    return sorted(each for each in starts if start.astimezone(UTC) <= each < end.astimezone(UTC))


def an_event(start: datetime, zone: str, **more: object) -> Event:
    begins = in_zone(start, zone)
    given: dict[str, Any] = {"uid": "a@example.org", "title": "x", "starts": begins, "ends": begins, **more}
    return Event(changed_at=datetime(2022, 1, 1, tzinfo=UTC), **given)


@settings(max_examples=80)
@given(data=st.data(), given_series=series())
def test_rules_give_what_the_reference_gives(
    data: st.DataObject, given_series: tuple[str, datetime, str, Repetition]
) -> None:
    rule, start, zone, _ = given_series
    first = start.date() + timedelta(data.draw(st.integers(-40, 400)))
    last = first + timedelta(data.draw(st.integers(0, 400)))
    plain = occurrences(rule, start, zone, first, last)
    wall = [each.replace(tzinfo=None) for each in plain]
    gone = data.draw(st.lists(st.sampled_from(wall), unique=True, max_size=3)) if wall else []
    if start in gone:
        gone.remove(start)
    noon = datetime.combine(first, time(12))
    extra = [noon + timedelta(more) for more in data.draw(st.sets(st.integers(0, 300), max_size=2))]
    extra = [each for each in extra if each not in wall]
    event = an_event(start, zone, rule=rule, exceptions=gone, extra=extra)
    ours = occurrences(rule, start, zone, first, last, exceptions=gone, extra=extra)
    assert [each.astimezone(UTC) for each in ours] == by_the_reference(event, [], first, last)


@settings(max_examples=40)
@given(data=st.data(), given_series=series())
def test_moved_ones_are_where_the_reference_has_them(
    data: st.DataObject, given_series: tuple[str, datetime, str, Repetition]
) -> None:
    rule, start, zone, _ = given_series
    first, last = start.date(), start.date() + timedelta(300)
    wall = [each.replace(tzinfo=None) for each in occurrences(rule, start, zone, first, last)]
    wall = [each for each in wall if not 0 <= each.hour <= 3]
    if not wall:
        return
    was = data.draw(st.sampled_from(wall))
    to = datetime.combine(was.date() + timedelta(data.draw(st.integers(-9, 9))), time(11, 11))
    override = an_event(to, zone, replaces=was)
    ours = occurrences(rule, start, zone, first, last, moved={was: to})
    event = an_event(start, zone, rule=rule)
    assert [each.astimezone(UTC) for each in ours] == by_the_reference(event, [override], first, last)


@given(given_series=series())
def test_a_rule_tells_its_answers(given_series: tuple[str, datetime, str, Repetition]) -> None:
    rule, _, zone, answers = given_series
    found = answers_of(rule, zone)
    assert (found.every, found.interval, found.until) == (answers.every, answers.interval, answers.until)
    assert answers.every is not Every.WEEK or set(found.weekdays) >= set(answers.weekdays)


def test_an_appointment_stays_at_its_time_when_the_clocks_change() -> None:
    rule = rule_of(Repetition(Every.WEEK), date(2026, 3, 26), AZORES)
    found = occurrences(
        rule, datetime.fromisoformat("2026-03-26T09:00"), AZORES, date(2026, 3, 26), date(2026, 4, 2)
    )
    assert [each.hour for each in found] == [9, 9]
    assert [each.utcoffset() for each in found] == [timedelta(hours=-1), timedelta(0)]


def test_a_time_that_the_clocks_leave_out_is_an_hour_later() -> None:
    found = occurrences(
        "", datetime.fromisoformat("2026-03-29T01:30"), LISBON, date(2026, 3, 29), date(2026, 3, 29)
    )
    assert found == [datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo(LISBON))]
    assert found[0].hour == 2


def test_the_29_february_comes_back_in_leap_years() -> None:
    day = date(2024, 2, 29)
    rule = rule_of(Repetition(Every.YEAR), day, LISBON)
    found = occurrences(rule, datetime.fromisoformat("2024-02-29T10:00"), LISBON, day, date(2032, 12, 31))
    assert [each.date() for each in found] == [day, date(2028, 2, 29), date(2032, 2, 29)]


@pytest.mark.parametrize(
    ("day", "part"), [(date(2026, 9, 8), "BYDAY=2TU"), (date(2026, 9, 30), "BYDAY=-1WE")]
)
def test_a_month_by_weekday_means_the_same_one_or_the_last(day: date, part: str) -> None:
    assert part in rule_of(Repetition(Every.MONTH_BY_WEEKDAY), day, LISBON)


def test_the_last_day_is_included() -> None:
    answers = Repetition(Every.WEEK, until=date(2026, 7, 16))
    rule = rule_of(answers, date(2026, 7, 2), LISBON)
    found = occurrences(
        rule, datetime.fromisoformat("2026-07-02T23:30"), LISBON, date(2026, 7, 1), date(2026, 8, 1)
    )
    assert [each.day for each in found] == [2, 9, 16]
