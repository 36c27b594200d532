"""The sessions where people are registered: which they are, how far each is, and what came from devices."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_devices import enrolled
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import ZONE, make_workshop
from tests.integration.kiosk.conftest import counting_statements

Clients = Callable[[Person | None], PageClient]


def plan(staff: Actor, cast: Cast, *days: int, title: str = "Oficina") -> None:
    dates = [clock.today(ZONE) + timedelta(days=each) for each in days]
    with making():
        make_workshop(staff, title=title, sessions=dates, organisation_id=cast.town_hall)


def a_record(session: Session, state: RecordState, **values: object) -> FieldRecord:
    return FieldRecord(
        id=new_id(),
        municipality_id=session.municipality_id,
        session_id=session.id,
        origin="tablet",
        state=state.value,
        **values,
    )


def figures(page: Page) -> list[str]:
    return [each.get_text() for each in page.soup.select(".figures dd")]


def sections(page: Page) -> dict[str, list[str]]:
    """The days of the list, by part."""
    found = {}
    for each in page.soup.select("section[aria-labelledby$='-title']:has(.outings)"):
        name = str(each["aria-labelledby"]).removesuffix("-title")
        found[name] = [str(day["datetime"]) for day in each.select("time")]
    return found


def test_the_list_holds_two_weeks_back_and_ahead(cast: Cast, client_for: Clients, staff: Actor) -> None:
    plan(staff, cast, -15, -14, -1, 0, 1, 14, 15)
    today = clock.today(ZONE)
    days = {each: (today + timedelta(days=each)).isoformat() for each in (-14, -1, 1, 14)}
    found = sections(client_for(cast.registrar).get("/outreach"))
    assert found == {"today": [], "coming": [days[1], days[14]], "past": [days[-1], days[-14]]}


def test_nobody_is_registered_where_nothing_is_held(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        cancel_session(staff, session=db.session.get_one(Session, session.id), reason="weather", note="")
        tomorrow = [clock.today(ZONE) + timedelta(days=1)]
        make_workshop(
            staff, title="Rascunho", state="draft", sessions=tomorrow, organisation_id=cast.town_hall
        )
        elsewhere = clerk(cast.elsewhere, cast.stranger.id)
        make_workshop(elsewhere, title="Do outro lado", sessions=tomorrow)
    assert sections(client_for(cast.registrar).get("/outreach")) == {}


def test_a_session_says_how_far_its_registrations_are(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        for origin in ("online", "tablet"):
            enter(staff, session, origin=origin, name=f"Ana {origin}")
        states = (RecordState.REGISTERED, RecordState.WAITING, RecordState.ATTENTION, RecordState.DISMISSED)
        db.session.add_all(a_record(session, state) for state in (*states, RecordState.WAITING))
    client = client_for(cast.registrar)
    assert figures(client.get(f"/outreach/sessions/{session.id}")) == ["2", "2", "1"]
    row = client.get("/outreach").soup.select_one(".outing .tags")
    assert row is not None
    assert [each.get_text(strip=True)[0] for each in row.select("li")] == ["1", "2", "2"]


def test_the_list_of_devices_says_how_many_records_came(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        device, _ = enrolled(staff)
        enrolled(staff, name="Tablet 2")
        records = (a_record(session, RecordState.WAITING, device_id=device.id) for _ in range(3))
        db.session.add_all(records)
    rows = client_for(cast.administrator).get("/outreach/devices").soup.select("tbody tr")
    counts = {row.th.get_text(): row.select(".table-number")[0].get_text()[-1] for row in rows if row.th}
    assert counts == {"Tablet 1": "3", "Tablet 2": "0"}


@pytest.mark.parametrize("address", ["/outreach", "/outreach/devices"])
def test_a_long_list_costs_what_a_short_one_costs(
    cast: Cast, client_for: Clients, staff: Actor, address: str
) -> None:
    with making():
        enrolled(staff)
    plan(staff, cast, 0)
    client = client_for(cast.administrator if address.endswith("devices") else cast.registrar)
    client.get(address)
    with counting_statements() as few:
        client.get(address)
    plan(staff, cast, *range(-10, 10), title="Outra")
    with making():
        for number in range(2, 12):
            enrolled(staff, name=f"Tablet {number}")
    with counting_statements() as many:
        client.get(address)
    assert len(few) == len(many)


def test_the_menu_leads_there_who_registers_and_who_looks_after_devices(
    cast: Cast, client_for: Clients
) -> None:
    menus = {
        name: {str(each["href"]) for each in client_for(getattr(cast, name)).get("/").soup.select("nav a")}
        for name in ("registrar", "administrator", "observer")
    }
    assert "/outreach" in menus["registrar"] - menus["administrator"] - menus["observer"]
    assert "/outreach/devices" in menus["administrator"] - menus["registrar"] - menus["observer"]
