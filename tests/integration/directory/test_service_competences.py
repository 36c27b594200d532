"""What a course teaches, chosen on its page."""

from collections.abc import Callable

import pytest

from app.core.db import db
from app.directory.services.models import COURSE, Service
from app.skills.queries.catalogue import catalogue
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_service, publish
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def service(cast: Cast) -> Service:
    with making():
        actor = cast.coordinator.actor
        return publish(actor, a_service(actor, a_place(actor, cast.town_hall), kind=COURSE))


def url_of(service: Service, act: str = "") -> str:
    return f"/directory/services/{service.id}" + (f"/{act}" if act else "")


def again(service: Service) -> Service:
    db.session.expire_all()
    return db.session.get_one(Service, service.id)


def test_competences_are_found_by_words_added_and_taken_away(
    cast: Cast, service: Service, client_for: ClientFor
) -> None:
    client, url = client_for(cast.facilitator), url_of(service, "competences")
    page = client.get(f"{url}?q=bicicletas")
    first = page.soup.select_one("input[name=competence_id]")
    assert first is not None
    chosen = {"competence_id": str(first["value"])}
    client.post(url, chosen)
    assert [str(each.competence_id) for each in again(service).competences] == [chosen["competence_id"]]
    client.post(url, {"competence_id": str(service.id)}, status=404)
    client.post(f"{url}/removal", chosen)
    assert not again(service).competences
    client_for(cast.registrar).post(url, chosen, status=403)


def test_what_only_serves_people_is_asked_for_no_competences(
    cast: Cast, service: Service, client_for: ClientFor
) -> None:
    client = client_for(cast.facilitator)
    assert client.get(url_of(service)).soup.select_one('a[href$="/competences"]')
    with making():
        db.session.get_one(Service, service.id).kind = "goods"
    assert not client.get(url_of(service)).soup.select_one('a[href$="/competences"]')
    client.get(url_of(service, "competences"), status=404)
    chosen = {"competence_id": str(catalogue().cards("home-family")[0].id)}
    for act in ("competences", "competences/removal"):
        client.post(url_of(service, act), chosen, status=404)
    assert not again(service).competences
