"""Days on which offices are closed: the country's, the autonomous region's, and the municipality's own."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy import select

from app.core.db import db
from app.network.models import LocalHoliday, Municipality

REGIONS = {"Atlantic/Azores": "20", "Atlantic/Madeira": "30"}
"""The autonomous regions by their zone, under the codes of ISO 3166-2:PT."""


def holidays_between(municipality: Municipality, first: date, last: date) -> dict[date, str]:
    """The holidays of a municipality from one day to another, both included, with their Portuguese names."""
    years = range(first.year, last.year + 1)
    found = {day: name for year in years for day, name in _public(municipality.zone, year).items()}
    own = select(LocalHoliday).where(LocalHoliday.municipality_id == municipality.id)
    for holiday in db.session.scalars(own):
        found |= dict.fromkeys(_days_of(holiday, years), holiday.name)
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def _days_of(holiday: LocalHoliday, years: range) -> Iterator[date]:
    for year in years if holiday.year is None else (holiday.year,):
        try:
            yield date(year, holiday.month, holiday.day)
        except ValueError:  # the 29 February of a year that has none
            continue


@cache
def _public(zone: str, year: int) -> dict[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("PT", subdiv=REGIONS.get(zone), years=year, language="pt_PT"))
