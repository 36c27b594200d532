"""The national and regional holidays, computed here, are those of a library that knows all countries."""

from datetime import date

import pytest
from holidays import country_holidays

from app.network.holidays import holidays_of_year

YEARS = range(2016, 2051)
"""From the year in which four suspended holidays came back."""


@pytest.mark.parametrize(
    ("zone", "region"), [("Europe/Lisbon", None), ("Atlantic/Azores", "20"), ("Atlantic/Madeira", "30")]
)
def test_they_are_those_of_the_library(zone: str, region: str | None) -> None:
    for year in YEARS:
        known = country_holidays("PT", subdiv=region, years=year, language="pt_PT")
        found = holidays_of_year(zone, year)
        assert {day: _names(name) for day, name in found.items()} == {
            day: _names(name) for day, name in known.items()
        }


def test_two_on_one_day_are_both_told() -> None:
    assert _names(holidays_of_year("Europe/Lisbon", 2038)[date(2038, 4, 25)]) == {
        "Dia da Liberdade",
        "Páscoa",
    }


def _names(said: str) -> set[str]:
    return set(said.split("; "))
