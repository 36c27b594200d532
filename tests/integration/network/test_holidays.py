"""Holidays: the country's, the region's, the municipality's own."""

from datetime import date

import pytest

from app.core.db import db
from app.network.holidays import holidays_between
from app.network.models import LocalHoliday
from app.network.queries import get_municipality
from tests.cast import Cast


def add(cast: Cast, name: str, month: int, day: int, year: int | None = None) -> None:
    row = LocalHoliday(municipality_id=cast.here, name=name, month=month, day=day, year=year)
    db.session.add(row)
    db.session.flush()


def test_the_countrys_and_the_municipalitys_own_stand_together(cast: Cast) -> None:
    add(cast, "Feriado municipal", 6, 13)
    add(cast, "Tolerância de ponto", 6, 11, 2026)
    found = holidays_between(get_municipality(cast.here), date(2026, 6, 1), date(2026, 6, 30))
    assert list(found) == [date(2026, 6, 4), date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 13)]
    assert found[date(2026, 6, 4)] == "Corpo de Deus"
    assert found[date(2026, 6, 13)] == "Feriado municipal"


def test_a_day_of_one_year_is_of_no_other(cast: Cast) -> None:
    add(cast, "Tolerância de ponto", 6, 11, 2026)
    assert date(2027, 6, 11) not in holidays_between(
        get_municipality(cast.here), date(2027, 6, 1), date(2027, 6, 30)
    )


def test_the_29_february_is_a_holiday_when_there_is_one(cast: Cast) -> None:
    add(cast, "Dia raro", 2, 29)
    found = holidays_between(get_municipality(cast.here), date(2026, 1, 2), date(2028, 3, 1))
    assert [day for day, name in found.items() if name == "Dia raro"] == [date(2028, 2, 29)]


def test_another_municipalitys_holiday_is_not_ours(cast: Cast) -> None:
    add(cast, "Feriado municipal", 6, 16)
    elsewhere = get_municipality(cast.elsewhere)
    assert date(2026, 6, 16) not in holidays_between(elsewhere, date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(("zone", "has_it"), [("Atlantic/Azores", True), ("Europe/Lisbon", False)])
def test_the_region_has_its_own_day(cast: Cast, zone: str, has_it: bool) -> None:
    municipality = get_municipality(cast.here)
    municipality.zone = zone
    found = holidays_between(municipality, date(2027, 5, 17), date(2027, 5, 17))
    assert bool(found) is has_it
