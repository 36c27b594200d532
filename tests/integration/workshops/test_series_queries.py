"""Pages of series cost as many queries with a thousand sessions as with ten."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import insert

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.kiosk.permissions import TERMINAL_MAY
from app.workshops.enrolments.queries.public import get_public, list_public
from app.workshops.planning.models.series import Workshop, WorkshopFacilitator, WorkshopText
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, counted, more
from tests.factories.workshops import make_place, make_workshop

DAY = date(2027, 3, 8)
PAGES = (
    "/workshops",
    "/workshops?q=serie&kind=project&state=open",
    "/workshops?first=2027-03-01&last=2027-12-31",
    "/workshops/{workshop}",
    "/workshops/{workshop}/sessions/new",
    "/workshops/{workshop}/copy",
    "/workshops/{workshop}/report",
    "/calendar?on=2027-03-08",
    "/calendar?on=2027-03-08&view=week",
    "/calendar?on=2027-03-08&view=list",
    "/calendar/paper?on=2027-03-08",
    "/calendar/links",
    "/places",
    "/proposals",
    "/statistics/workshops?year=2027&period=year",
)


@pytest.fixture
def series(cast: Cast) -> Workshop:
    with writing():
        return make_workshop(cast.coordinator.actor, title="Série 0", sessions=[DAY])


def fill(cast: Cast, workshop: Workshop, count: int) -> None:
    """So many sessions more of one series, and so many series more with a session each."""
    with writing():
        place = make_place(cast.coordinator.actor, name=f"Sala {count}")
        ids = [new_id() for _ in range(count)]
        shared = {"municipality_id": cast.here, "created_at": clock.now(), "version": 1}
        kept = {"organisation_id": workshop.organisation_id, "kind": "project", "state": "open"}
        rows = [{**shared, **kept, "id": each, "title": "Série", "sort_key": "serie"} for each in ids]
        db.session.execute(insert(Workshop), rows)
        leads = {"municipality_id": cast.here, "staff_id": cast.coordinator.id, "position": 0}
        db.session.execute(insert(WorkshopFacilitator), [{**leads, "workshop_id": each} for each in ids])
        texts = {"municipality_id": cast.here, "lang": "uk", "field": "title", "value": "Серія"}
        db.session.execute(insert(WorkshopText), [{**texts, "workshop_id": each} for each in ids])
        when = {"starts": time(10), "ends": time(12), "zone": "Europe/Lisbon", "state": "planned"}
        where = {**shared, **when, "place_id": place.id, "place_name": "", "title": "", "summary": ""}
        db.session.execute(
            insert(Session),
            [
                {**where, "id": new_id(), "workshop_id": each, "on": DAY + timedelta(days=at % 90)}
                for at, each in enumerate([*ids, *[workshop.id] * count])
            ],
        )


def test_pages_cost_the_same_with_a_thousand_sessions(
    app: Autonomus, cast: Cast, series: Workshop, client_for: Callable[[Person | None], PageClient]
) -> None:
    client = client_for(cast.coordinator)

    def costs() -> dict[str, int]:
        return {page: cost(client, page.format(workshop=series.id)) for page in PAGES}

    with clock.frozen_at(clock.now()):  # once a minute it is noted that somebody is still there
        fill(cast, series, 10)
        few = costs()
        fill(cast, series, more(990))
        many = costs()
    assert {page: (few[page], many[page]) for page in PAGES if few[page] != many[page]} == {}
    assert {page: count for page, count in many.items() if count > AT_MOST} == {}


def test_the_kiosk_asks_once_however_many_there_are(cast: Cast, series: Workshop) -> None:
    actor = Actor(
        kind=ActorKind.TERMINAL, id=cast.kiosk.id, municipality_id=cast.here, grants={cast.here: TERMINAL_MAY}
    )
    fill(cast, series, 30)
    with counted() as statements:
        found = list_public(actor, language="uk", today=DAY)
        one = get_public(actor, series.id, language="uk")
    assert len(found) == 31
    assert one == next(each for each in found if each.id == series.id)
    assert len(statements) == 2
