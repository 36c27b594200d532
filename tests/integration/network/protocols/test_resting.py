"""What rests on a protocol: named in its form, seen before the protocol ends; what pages cost."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.directory.slots.models import DropInSlot
from app.network.protocols.models import Protocol
from app.network.protocols.operations import decisions
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import plan_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, more
from tests.factories.protocols import a_paper, a_protocol, an_association, an_obligation
from tests.factories.workshops import make_workshop
from tests.integration.network.protocols.conftest import url

ClientFor = Callable[[Person | None], PageClient]


def rest(cast: Cast, client_for: ClientFor, protocol: Protocol) -> tuple[str, str]:
    """A slot and a series of the town hall that name the protocol in their forms; their addresses."""
    client = client_for(cast.coordinator)
    slot = client.submit(
        client.get("/directory/slots/new"),
        "/directory/slots",
        organisation_id=str(cast.town_hall),
        topic="Ajuda com papéis",
        place="Balcão 2",
        languages=["pt"],
        first_on=["1", "3", "2027"],
        starts="09:00",
        ends="12:00",
        protocol_id=str(protocol.id),
    ).location
    page = client.get("/workshops/new")
    client.submit(
        page,
        "/workshops",
        title="Costura",
        kind="atelier",
        organisation_id=str(cast.town_hall),
        protocol_id=str(protocol.id),
    )
    series = db.session.scalars(select(Workshop.id).where(Workshop.title == "Costura")).one()
    return slot, f"/workshops/{series}"


def test_what_rests_on_it_is_seen_before_it_ends_and_names_it(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    slot, series = rest(cast, client_for, protocol)
    client = client_for(cast.coordinator)
    for address in (slot, series):
        assert client.get(address).soup.select(f"a[href='{url(protocol)}']")
        assert client.get(url(protocol)).soup.select(f"#resting a[href='{address}']")
    client.submit(client.get(slot), f"{slot}/end")
    page = client.get(url(protocol, "/ending"))
    falls = page.soup.select_one("[aria-labelledby='falls']")
    assert falls is not None
    assert [str(each["href"]) for each in falls.select("a")] == [series], "what is over does not fall"
    client.submit(page, url(protocol, "/ending"), status=422)
    client.submit(page, url(protocol, "/ending"), reason="agreed")
    assert client.get(url(protocol)).soup.select("#resting .tag-bad")
    assert client.get(series).soup.select(f"a[href='{url(protocol)}']"), "it names it all the same"
    client.submit(client.get(url(protocol)), url(protocol, "/ending/removal"))
    after = client.get(url(protocol)).soup
    assert not after.select("#resting .tag-bad")
    moments = [each.get_text(" ", strip=True) for each in after.select(".timeline li")]
    assert len([each for each in moments if "Assinado" in each]) == 1, "nobody signed it a second time"


def test_a_copy_of_a_series_rests_on_a_protocol_that_stands_only(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    _slot, address = rest(cast, client_for, protocol)
    series = db.session.get_one(Workshop, UUID(address.rpartition("/")[2]))
    assert plan_of(cast.coordinator.actor, series, title="Costura 2").protocol_id == protocol.id
    with writing():
        decisions.end(
            cast.coordinator.actor,
            protocol=db.session.get_one(Protocol, protocol.id, populate_existing=True),
            reason="agreed",
        )
    assert plan_of(cast.coordinator.actor, series, title="Costura 2").protocol_id is None


def test_what_an_organisation_has_not_signed_carries_nothing_of_its(
    cast: Cast, client_for: ClientFor, association: UUID, protocol: Protocol
) -> None:
    with writing():
        other = an_association(cast.coordinator.actor, "Clube da Ribeira")
        series = make_workshop(cast.coordinator.actor, title="Sem protocolo")
    client = client_for(cast.coordinator)
    page = client.get("/directory/publications/new")
    typed: dict[str, Any] = {
        "title": "Folheto",
        "organisation_id": str(other),
        "link": "https://example.org/f",
    }
    answer = client.submit(page, "/directory/publications", status=422, **typed, protocol_id=str(protocol.id))
    assert answer.soup.select_one("#protocol_id-error")
    typed["organisation_id"] = str(association)
    made = client.submit(page, "/directory/publications", **typed, protocol_id=str(protocol.id))
    assert client.get(made.location).soup.select(f"a[href='{url(protocol)}']")
    edit = client.get(f"/workshops/{series.id}/edit")
    client.submit(edit, f"/workshops/{series.id}/edit", protocol_id=str(protocol.id))
    assert client.get(f"/workshops/{series.id}").soup.select(f"a[href='{url(protocol)}']")


def test_pages_cost_as_much_with_many_rows_as_with_few(
    cast: Cast, client_for: ClientFor, protocol: Protocol, sides: list[UUID]
) -> None:
    client = client_for(cast.coordinator)
    lists = ("/protocols", "/protocols?due=late&standing=in_force", "/")
    pages = (*lists, url(protocol), url(protocol, "/ending"))

    def fill(count: int) -> None:
        with writing():
            found = db.session.get_one(Protocol, protocol.id, populate_existing=True)
            for number in range(count):
                an_obligation(cast.coordinator.actor, found, due_on=date(2025, 2, 1))
                _slot_on(cast, found)
                if number % 5 == 0:
                    a_paper(cast.coordinator.actor, found)
                    a_protocol(cast.coordinator.actor, sides, title=f"Protocolo {number}")

    fill(5)
    few = {page: cost(client, page) for page in pages}
    fill(more(60))
    many = {page: cost(client, page) for page in pages}
    assert many == few
    assert not {page: count for page, count in many.items() if count > AT_MOST}, many


def _slot_on(cast: Cast, protocol: Protocol) -> None:
    slot = DropInSlot(
        id=new_id(),
        municipality_id=cast.here,
        organisation_id=cast.town_hall,
        topic="Ajuda",
        place="Balcão",
        first_on=date(2027, 3, 1),
        starts=clock.now().time(),
        ends=clock.now().time(),
        zone="Europe/Lisbon",
    )
    slot.protocol_id = protocol.id
    db.session.add(slot)
