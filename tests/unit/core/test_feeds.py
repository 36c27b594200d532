"""Calendars as other programs read them."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.core import clock, links
from app.core.feeds import Event, calendar, token_of

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


def test_the_same_events_give_the_same_file_whatever_their_order_and_the_time_of_day() -> None:
    events = [
        an_event(uid="b"),
        an_event(uid="a", starts=AT.replace(tzinfo=ZoneInfo("Atlantic/Azores"))),
        an_event(uid="a", replaces=datetime.fromisoformat("2026-07-09T09:30")),
    ]
    with clock.frozen_at(CHANGED):
        first = calendar("x", events)
    assert calendar("x", reversed(events)) == first


def test_an_entry_is_dated_by_its_last_change() -> None:
    (entry,) = read(an_event()).walk("VEVENT")
    assert (entry.decoded("DTSTAMP"), entry.decoded("LAST-MODIFIED")) == (CHANGED, CHANGED)
    assert "METHOD" not in read(an_event())


def test_lines_are_as_long_as_the_standard_wants() -> None:
    file = calendar("x", [an_event(title="é" * 400)])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))


def test_an_address_that_was_subscribed_to_before_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "secret_key", lambda: "a secret for tests")
    token = token_of(UUID("0190a5c2-7b3e-4d10-8f00-000000000001"))
    assert token == "445510a2e074579f62e9202d3ca5451e3d4b5d8d994a6aa79c0ec2318a5da0ba"
    assert links.hash_of(token) == "6268d875a7ac0fd8f39e6314c740c117c09e1ce091d46631df5a5d6e75108fd0"
