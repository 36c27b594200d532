"""A year that is over is told to whoever observes as it was told first, whatever becomes of its rows."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from app.core import clock
from app.core.db import db
from app.core.disclosure import BASE, EXACT
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.workshops.papers.models import Certificate
from app.workshops.reports.models import ToldYear
from app.workshops.reports.queries.programme import programme_report
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.programme import YEAR, a_year

ClientFor = Callable[[Person | None], PageClient]
OBSERVED = f"/statistics/workshops?year={YEAR}&period=year"
FILE = f"/statistics/workshops/file?year={YEAR}&period=year&format="


@pytest.fixture
def year(cast: Cast) -> list[Participant]:
    with writing():
        return a_year(cast.coordinator.actor, cast.parish, cast.other_parish)


def what_it_says(client: PageClient) -> tuple[str, ...]:
    said = [
        each.get_text(" ", strip=True) for each in client.get(OBSERVED).soup.select("main table, main .soft")
    ]
    files = [client.get(f"{FILE}{kind}", judge=False).response.data for kind in ("csv", "people-csv")]
    assert all(files)
    return (*said, *map(str, files))


def test_what_changes_later_is_not_told_of_a_year_that_was_told(
    cast: Cast, client_for: ClientFor, year: list[Participant]
) -> None:
    """Each of these changes one person's numbers, and who reads twice would know whose."""
    observer = client_for(cast.observer)
    told = what_it_says(observer)
    actor, days = cast.coordinator.actor, (date(YEAR, 1, 1), date(YEAR, 12, 31))
    before = programme_report(actor, *days, EXACT)
    with writing():
        person = db.session.get_one(Participant, year[1].id)
        person.parish_id, person.language, person.birth_year = cast.other_parish, "uk", 1990
        db.session.query(Inventory).filter_by(saved_at=None).update({"claimed_at": clock.now()})
        db.session.query(Certificate).limit(1).one().revoked_at = clock.now()
    assert programme_report(actor, *days, EXACT) != before
    assert what_it_says(observer) == told
    assert what_it_says(client_for(cast.coordinator)) == told
    assert what_it_says(client_for(cast.stranger_coordinator)) != told


def numbers(told: Any) -> Iterator[int]:
    """Every number of what is kept, however deep."""
    if isinstance(told, dict):
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from numbers(each)
    elif isinstance(told, int):
        yield told


@pytest.mark.usefixtures("year")
def test_what_is_kept_knows_no_small_number_either(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.observer).get(OBSERVED)
    db.session.rollback()
    kept = db.session.query(ToldYear).one().told
    of_people = [kept["programme"]["totals"], *kept["programme"]["columns"].values(), kept["filled"]]
    found = [number for each in of_people for number in numbers(each)]
    assert max(found) >= BASE
    assert not [number for number in found if number % BASE]


@pytest.mark.usefixtures("year")
def test_a_year_that_was_told_before_numbers_were_rounded_stays_as_it_was_told(
    cast: Cast, client_for: ClientFor
) -> None:
    """Rounded now, it would tell a second time, in another way, what was left out of it."""
    observer = client_for(cast.observer)
    left_out = "Omitem-se os números de menos de cinco pessoas"
    assert left_out not in observer.get(OBSERVED).text
    with writing():
        row = db.session.query(ToldYear).one()
        row.told = {key: each for key, each in row.told.items() if key != "is_rounded"}
    assert left_out in observer.get(OBSERVED).text


def test_a_year_is_kept_once_and_only_when_it_is_over(cast: Cast, client_for: ClientFor) -> None:
    observer = client_for(cast.observer)
    today = clock.today("Europe/Lisbon")
    observer.get(f"/statistics/workshops?year={today.year}&period=year")
    observer.get(OBSERVED.replace("period=year", "period=half-1"))
    db.session.rollback()
    assert db.session.query(ToldYear).count() == 0
    assert cost(observer, OBSERVED) <= AT_MOST
    observer.get(OBSERVED)
    client_for(cast.stranger_coordinator).get(OBSERVED)
    db.session.rollback()
    assert {each.municipality_id for each in db.session.query(ToldYear)} == {cast.here, cast.elsewhere}
    assert db.session.query(ToldYear).count() == 2
