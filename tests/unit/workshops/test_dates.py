"""Days of many sessions, and two things at once."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID, uuid4

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from app.core.recurrence import Every, Repetition, rule_of
from app.workshops.planning.clashes import overlap, same_place
from app.workshops.planning.dates import MOST, repeated, shifted

ZONE = "Europe/Lisbon"


def reference(first: date, answers: Repetition) -> list[date]:
    """The same by the reference library of the standard."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:test",
        "BEGIN:VEVENT",
        "UID:1",
        f"DTSTART;TZID={ZONE}:{first:%Y%m%d}T100000",
        f"DTEND;TZID={ZONE}:{first:%Y%m%d}T120000",
        f"RRULE:{rule_of(answers, first, ZONE)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines))
    events = recurring_ical_events.of(calendar).between(first, first + timedelta(days=800))
    return sorted(event["DTSTART"].dt.date() for event in events)[:MOST]


@pytest.mark.parametrize(
    ("first", "answers"),
    [
        (date(2027, 3, 16), Repetition(Every.WEEK, until=date(2027, 4, 20))),  # clocks change on the 28th
        (date(2027, 10, 19), Repetition(Every.WEEK, interval=2, weekdays=(2, 4), until=date(2027, 12, 31))),
        (date(2028, 2, 29), Repetition(Every.MONTH_BY_DAY, until=date(2029, 4, 30))),
        (date(2028, 2, 29), Repetition(Every.MONTH_BY_WEEKDAY, until=date(2028, 12, 31))),
        (date(2027, 1, 31), Repetition(Every.MONTH_BY_DAY, until=date(2027, 12, 31))),
    ],
)
def test_many_sessions_fall_where_the_standard_says(first: date, answers: Repetition) -> None:
    assert repeated(first, time(10), ZONE, answers) == reference(first, answers)


def test_once_is_once() -> None:
    assert repeated(date(2028, 2, 29), time(10), ZONE, None) == [date(2028, 2, 29)]


def test_a_slip_of_the_keyboard_makes_no_hundred_sessions() -> None:
    forever = Repetition(Every.WEEK, until=date(2199, 1, 1))
    assert len(repeated(date(2027, 1, 4), time(10), ZONE, forever)) == MOST


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1, max_size=8, unique=True),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_a_copy_keeps_its_weekdays_and_its_rhythm(days: list[date], start: date) -> None:
    moved = shifted(days, start)
    assert [each.weekday() for each in moved] == [each.weekday() for each in days]
    assert len({after - before for before, after in zip(days, moved, strict=True)}) == 1
    assert start <= min(moved) < start + timedelta(weeks=1)


@dataclass
class Wanted:
    on: date
    starts: time
    ends: time
    place_id: UUID | None = None
    place_name: str = ""


def test_what_overlaps() -> None:
    day = date(2027, 3, 28)
    morning = Wanted(day, time(10), time(12))
    assert overlap(morning, Wanted(day, time(11, 59), time(13)))
    assert overlap(morning, Wanted(day, time(9), time(18)))
    assert not overlap(morning, Wanted(day, time(12), time(13)))
    assert not overlap(morning, Wanted(day + timedelta(days=1), time(10), time(12)))


def test_what_is_the_same_place() -> None:
    day, room = date(2027, 3, 28), uuid4()
    hall = Wanted(day, time(10), time(12), place_name="Salão da Junta")
    assert same_place(hall, Wanted(day, time(10), time(12), place_name="salao  da junta"))
    assert not same_place(hall, Wanted(day, time(10), time(12), room))
    assert not same_place(Wanted(day, time(10), time(12)), Wanted(day, time(10), time(12)))
    assert same_place(Wanted(day, time(10), time(12), room), Wanted(day, time(10), time(12), room))
