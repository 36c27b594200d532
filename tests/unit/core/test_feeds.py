"""Calendars as other programs read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar

from app.core.feeds import Event, calendar

LISBON = ZoneInfo("Europe/Lisbon")
AT = datetime(2026, 7, 2, 9, 30, tzinfo=LISBON)
CHANGED = datetime(2026, 6, 1, 8, tzinfo=UTC)


def an_event(**more: object) -> Event:
    given = {"uid": "1@example.org", "title": "x", "starts": AT, "ends": AT.replace(hour=11), **more}
    return Event(changed_at=CHANGED, **given)  # type: ignore[arg-type]


def read(*events: Event) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(calendar("Permanências", events))
    assert isinstance(found, icalendar.Calendar)
    return found


def test_texts_come_back_as_they_were_written() -> None:
    title = "Oficina: ler, contar; «rir» \\ BEGIN:VEVENT\nEND:VEVENT 🦆"
    found = read(an_event(title=title, place="Largo da Sé, 3", description="a\nb"))
    (entry,) = found.walk("VEVENT")
    assert (entry["SUMMARY"], entry["LOCATION"], entry["DESCRIPTION"]) == (title, "Largo da Sé, 3", "a\nb")


def test_times_keep_their_zone_and_the_zone_is_described() -> None:
    found = read(an_event())
    (entry,) = found.walk("VEVENT")
    assert entry["DTSTART"].params["TZID"] == "Europe/Lisbon"
    assert [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")] == ["Europe/Lisbon"]


def test_what_is_cancelled_stays_and_says_so() -> None:
    (entry,) = read(an_event(is_cancelled=True, sequence=3)).walk("VEVENT")
    assert (entry["STATUS"], entry["SEQUENCE"], entry["UID"]) == ("CANCELLED", 3, "1@example.org")


def test_the_same_events_give_the_same_file() -> None:
    assert calendar("x", [an_event()]) == calendar("x", [an_event()])


def test_lines_are_as_long_as_the_standard_wants() -> None:
    file = calendar("x", [an_event(title="é" * 400)])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
