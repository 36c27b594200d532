"""The page of the municipality's own holidays."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.network.models import LocalHoliday
from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]
URL = "/municipality/holidays"
DAY: dict[str, Any] = {"name": "Feriado municipal", "on": ["13", "6", "2027"], "every_year": "y"}


def stored() -> list[LocalHoliday]:
    return list(db.session.scalars(select(LocalHoliday)))


def test_a_holiday_is_added_shown_and_removed(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.follow(client.submit(client.get(URL), URL, **DAY))
    assert "13 de junho" in page.text
    (holiday,) = stored()
    assert (holiday.month, holiday.day, holiday.year) == (6, 13, None)
    client.submit(page, f"{URL}/{holiday.id}/removal")
    assert not stored()


def test_a_day_stands_in_the_list_once(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    client.submit(client.get(URL), URL, **DAY)
    page = client.submit(client.get(URL), URL, status=422, **DAY)
    assert page.soup.select_one("input[name=name]")["value"] == "Feriado municipal"  # type: ignore[index]
    assert len(stored()) == 1


def test_a_day_that_is_none_is_said_under_the_field(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    client.submit(client.get(URL), URL, status=422, name="x", on=["31", "2", "2027"])
    assert not stored()


def test_only_administrators_come_here(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.coordinator).get(URL, status=403)


def test_a_holiday_drawn_in_one_municipality_does_not_land_in_another(
    cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.administrator)
    elsewhere = str(cast.stranger_coordinator.actor.here())
    client.submit(client.get(URL), URL, status=409, municipality_id=elsewhere, **DAY)
    assert not stored()
