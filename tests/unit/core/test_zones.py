"""Time zones as calendars read them, against zoneinfo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.core.zones import described
from app.network.official_codes import ZONES

MONTHS = [(year, month) for year in (1998, 2026, 2037) for month in (3, 4, 7, 10, 11)]


def lines(zone: str) -> list[str]:
    return bytes(described(zone).to_ical()).decode().splitlines()


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_a_program_that_knows_no_zones_reads_the_hour_that_zoneinfo_says(zone: str) -> None:
    read = icalendar.Timezone.from_ical(described(zone).to_ical())
    assert isinstance(read, icalendar.Timezone)
    told, known = read.to_tz(lookup_tzid=False), ZoneInfo(zone)
    for year, month in MONTHS:
        for hours in range(30 * 24):
            instant = datetime(year, month, 2, tzinfo=UTC) + timedelta(hours=hours)
            assert instant.astimezone(told).utcoffset() == instant.astimezone(known).utcoffset(), instant


@pytest.mark.parametrize(
    ("zone", "forward", "before"),
    [
        ("Europe/Lisbon", "010000", "+0000"),
        ("Atlantic/Madeira", "010000", "+0000"),
        ("Atlantic/Azores", "000000", "-0100"),
    ],
)
def test_the_clocks_go_forward_on_the_last_sunday_of_march_by_the_clock_before(
    zone: str, forward: str, before: str
) -> None:
    summer = lines(zone)[lines(zone).index("BEGIN:DAYLIGHT") : lines(zone).index("END:DAYLIGHT")]
    assert f"DTSTART:19970330T{forward}" in summer
    assert f"TZOFFSETFROM:{before}" in summer
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in summer


@pytest.mark.parametrize("zone", ZONES)
def test_the_zones_of_the_country_have_two_rules_and_no_lists(zone: str) -> None:
    told = lines(zone)
    assert sum(line.startswith("RRULE:") for line in told) == 2
    assert not [line for line in told if line.startswith(("RDATE", "EXDATE")) or "UNTIL" in line]
