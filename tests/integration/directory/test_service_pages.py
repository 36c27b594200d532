"""Pages of services and places."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from app.core.db import db
from app.directory.services.models import Service, Structure
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost, more
from tests.factories.directory import a_place, a_service, many_services, neglect, publish
from tests.factories.one_of_each import making
from tests.htmx import normalised, patched
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
LATE_TO_EARLY = {
    "opening_hours-0-days": ["0"],
    "opening_hours-0-opens": "10:00",
    "opening_hours-0-closes": "09:00",
}


@pytest.fixture
def place(cast: Cast) -> Structure:
    with making():
        return a_place(cast.coordinator.actor, cast.town_hall)


@pytest.fixture
def service(cast: Cast, place: Structure) -> Service:
    with making():
        return publish(cast.coordinator.actor, a_service(cast.coordinator.actor, place, kind="training"))


def url_of(service: Service, act: str = "") -> str:
    return f"/directory/services/{service.id}" + (f"/{act}" if act else "")


def again(service: Service) -> Service:
    db.session.expire_all()
    return db.session.get_one(Service, service.id)


def test_one_fact_is_changed_by_itself(
    cast: Cast, service: Service, place: Structure, client_for: ClientFor
) -> None:
    """From the row that says it, without the rest of the form; nothing else is touched."""
    client = client_for(cast.partner_technician)
    before = again(service).description
    link = client.get(url_of(service)).soup.select_one('a[href$="/edit?only=phone"]')
    assert link is not None
    page = client.get(str(link["href"]))
    assert [each["name"] for each in page.soup.select("main .field input")] == ["phone"]
    client.follow(client.submit(page, str(link["href"]), phone="291 000 222"))
    assert (again(service).phone, again(service).description) == ("+351291000222", before)
    theirs = client.get(str(link["href"]))
    client.submit(page := client.get(str(link["href"])), str(link["href"]), phone="291 000 333")
    client.submit(theirs, str(link["href"]), status=409, phone="291 000 444")
    assert len(client.get(url_of(service, "edit?only=nothing")).soup.select("main .field")) > 20
    assert not client_for(cast.registrar).get(url_of(service)).soup.select('a[href*="/edit"]')


def test_how_often_it_is_checked_is_changed_by_itself(
    cast: Cast, service: Service, client_for: ClientFor
) -> None:
    """Whichever facts an address names, the page asks for them and no others."""
    client, url = client_for(cast.partner_technician), url_of(service, "edit?only=check_every")
    page = client.get(url)
    assert [each["name"] for each in page.soup.select("main .field select")] == ["check_every"]
    client.submit(page, url, check_every="30")
    assert again(service).check_every == 30
    both = client.get(url_of(service, "edit?only=nothing&only=town&only=check_every"))
    assert len(both.soup.select("main .field")) == 2


def test_the_list_is_filtered_by_its_address(
    cast: Cast, service: Service, place: Structure, client_for: ClientFor
) -> None:
    with making():
        by = cast.coordinator.actor
        neglect(publish(by, a_service(by, place, name="Cantina", themes=["food"], description="Sopa.")))
    client = client_for(cast.facilitator)
    for query, expected in (
        ("", ["Ajuda com papéis", "Cantina"]),
        ("q=PAPEIS+ajuda", ["Ajuda com papéis"]),
        ("q=comida", ["Cantina"]),
        ("theme=food", ["Cantina"]),
        ("freshness=due", ["Cantina"]),
        ("freshness=fresh", ["Ajuda com papéis"]),
        ("state=draft", []),
        (f"organisation={cast.town_hall}&state=published", ["Ajuda com papéis", "Cantina"]),
        ("after=nonsense", ["Ajuda com papéis", "Cantina"]),
    ):
        page = client.get(f"/directory?{query}")
        assert listed_on(page) == expected, query


def listed_on(page: Page) -> list[str]:
    return [row.get_text(strip=True) for row in page.soup.select("tbody th")]


@pytest.mark.parametrize("query", ["theme=nothing", "state=nonsense", "organisation=x", f"q={'x' * 121}"])
def test_filters_that_make_no_sense_are_said_above_the_whole_list(
    cast: Cast, service: Service, client_for: ClientFor, query: str
) -> None:
    client = client_for(cast.facilitator)
    page = client.get(f"/directory?{query}", status=422)
    assert listed_on(page) == ["Ajuda com papéis"]
    assert page.soup.select_one(".field-error")
    client.get(f"/directory/services.csv?{query}", status=422)


def test_the_part_of_the_list_is_the_page(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    old, fresh = client.get("/directory"), client.get("/directory?q=papeis")
    part = client.get("/directory?q=papeis", headers={**client.headers, "HX-Request": "true"}, judge=False)
    assert _list_of(patched(old.soup, part.html)) == _list_of(fresh.soup)


def _list_of(page: BeautifulSoup) -> str:
    found = page.select_one("#services")
    assert found is not None
    return normalised(BeautifulSoup(f"<main>{found}</main>", "html.parser"))


def test_a_new_place_and_its_first_service(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.partner_technician)
    page = client.get("/directory/places/new")
    hours: dict[str, Any] = {
        "opening_hours-0-days": ["0", "1"],
        "opening_hours-0-opens": "09:00",
        "opening_hours-0-closes": "12:30",
    }
    shown = client.follow(client.submit(page, "/directory/places", name="Casa da Água", **hours))
    assert "Segunda a terça, 9h00–12h30; fechado nos feriados" in shown.text
    place = db.session.scalars(select(Structure)).one()
    page = client.get(f"/directory/services/new?place={place.id}")
    answers: dict[str, Any] = {
        "name": "Poço",
        "description": "Água para todos.",
        "themes": ["food", "company"],
    }
    shown = client.follow(client.submit(page, "/directory/services", **answers))
    assert "Poço" in shown.text
    created = db.session.scalars(select(Service)).one()
    assert (created.state, created.values_of("themes"), created.structure_id) == (
        "draft",
        ["food", "company"],
        place.id,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"description": ""}, "description"),
        ({"themes": ["a-new-planet"]}, "themes"),
        ({"structure_id": "x"}, "structure_id"),
        ({"request_url": "javascript:alert(1)"}, "request_url"),
        ({"opening_hours-text": "segunda 9h"}, "opening_hours"),
        ({"opening_hours-0-opens": "09:00"}, "opening_hours"),
        (LATE_TO_EARLY, "opening_hours"),
        ({"check_every": ""}, "check_every"),
        ({"weeks": "0"}, "weeks"),
    ],
)  # fmt: skip
def test_a_wrong_service_is_not_written(
    cast: Cast, place: Structure, client_for: ClientFor, changes: dict[str, Any], field: str
) -> None:
    client = client_for(cast.facilitator)
    page = client.get(f"/directory/services/new?place={place.id}")
    answers = {"name": "Poço", "description": "Água."} | changes
    answer = client.submit(page, "/directory/services", status=422, **answers)
    assert answer.soup.select_one(f"#{field}-error"), field
    assert not db.session.scalars(select(Service)).all()


def test_of_two_changes_the_second_sees_that_there_was_a_first(
    cast: Cast, service: Service, client_for: ClientFor
) -> None:
    client, url = client_for(cast.facilitator), url_of(service, "edit")
    first, second = client.get(url), client.get(url)
    client.submit(first, url, name="Papelada")
    answer = client.submit(second, url, name="Burocracia", status=409)
    assert versions_on(answer) == [("Papelada", "Burocracia")]
    assert answer.form(url)["name"] == "Burocracia"
    assert again(service).name == "Papelada"
    client.submit(answer, url)
    assert again(service).name == "Burocracia"


def test_a_form_sent_as_it_came_changes_nothing(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client, url, version = client_for(cast.facilitator), url_of(service, "edit"), service.version
    page = client.get(url)
    fields: dict[str, Any] = page.form(url)
    for name in ("themes", "groups", "languages", "reception", "request"):
        fields[name] = service.values_of(name)
    client.post(url, fields)
    assert again(service).version == version


def test_a_service_goes_its_way(cast: Cast, place: Structure, client_for: ClientFor) -> None:
    with making():
        service = a_service(cast.partner_technician.actor, place)
    partner, coordinator = client_for(cast.partner_technician), client_for(cast.coordinator)
    partner.submit(partner.get(url_of(service)), url_of(service, "proposal"))
    assert again(service).state == "proposed"
    partner.post(url_of(service, "publication"), status=403)
    coordinator.submit(coordinator.get(url_of(service)), url_of(service, "publication"))
    assert again(service).state == "published"
    page = partner.get(url_of(service, "suspension"))
    partner.submit(page, url_of(service, "suspension"), status=422)
    shown = partner.follow(
        partner.submit(page, url_of(service, "suspension"), reason="no_places", note="Até maio.")
    )
    assert "Até maio." in shown.text
    assert again(service).state == "suspended"
    page = partner.get(url_of(service, "archiving"))
    partner.submit(page, url_of(service, "archiving"), reason="ended")
    partner.submit(partner.get(url_of(service)), url_of(service, "restoration"))
    assert again(service).state == "draft"


def test_a_state_that_may_not_follow_is_a_conflict(
    cast: Cast, service: Service, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    client.post(url_of(service, "proposal"), status=409)
    assert again(service).state == "published"


def test_a_partner_updates_what_is_stale(cast: Cast, service: Service, client_for: ClientFor) -> None:
    with making():
        neglect(db.session.merge(service))
    client = client_for(cast.partner_technician)
    page = client.get(url_of(service))
    before = page.soup.select_one("meter")
    client.submit(page, url_of(service, "check"))
    after = client.get(url_of(service)).soup.select_one("meter")
    assert before is not None
    assert after is not None
    assert int(str(after["value"])) > int(str(before["value"]))
    assert again(service).checked_on == again(service).updated_on


def test_texts_of_another_language(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client, url = client_for(cast.facilitator), url_of(service, "texts/ar")
    page = client.get(url)
    field = page.soup.select_one("#ar-name")
    assert field is not None
    assert (field["lang"], field["dir"]) == ("ar", "rtl")
    early = client.get(url)
    written: dict[str, Any] = {"ar-name": "الأوراق"}
    client.submit(page, url, **written)
    assert [(each.lang, each.value) for each in again(service).texts] == [("ar", "الأوراق")]
    late: dict[str, Any] = {"ar-name": "غيرها"}
    assert versions_on(client.submit(early, url, status=409, **late)) == [("الأوراق", "غيرها")]
    client.get(url_of(service, "texts/tlh"), status=404)


def test_strangers_find_nothing(
    cast: Cast, service: Service, place: Structure, client_for: ClientFor
) -> None:
    client = client_for(cast.stranger)
    for url in (url_of(service), url_of(service, "edit"), f"/directory/places/{place.id}"):
        client.get(url, status=404)
    client.post(url_of(service, "check"), status=404)
    client_for(cast.registrar).get(url_of(service, "edit"), status=403)
    client_for(cast.observer).get("/directory", status=403)


def test_pages_cost_the_same_with_many_services(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client, actor = client_for(cast.coordinator), cast.coordinator.actor
    pages = ("/directory", "/directory?q=multidao", "/directory/places", url_of(service))
    many_services(10, actor, cast.town_hall)
    few = {page: cost(client, page) for page in pages}
    many_services(more(990), actor, cast.town_hall, start=10)
    assert {page: cost(client, page) for page in pages} == few
    assert max(few.values()) <= AT_MOST
