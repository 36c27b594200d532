"""The pages of places: a new one, a change, out of use and back."""

from collections.abc import Callable

import pytest

from app.core.db import db
from app.core.unit_of_work import writing
from app.workshops.planning.models.place import Place
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.facilitator)


def test_places_come_and_go(cast: Cast, client: PageClient) -> None:
    client.submit(client.get("/places/new"), "/places", name="Casa do Povo", seats="30")
    place = db.session.query(Place).one()
    address = f"/places/{place.id}/edit"
    client.submit(client.get(address), address, directions="Ao lado da farmácia")
    client.post(f"/places/{place.id}/retirement")
    assert "farmácia" in client.get("/places?q=casa").text
    with writing():
        workshop = make_workshop(cast.facilitator.actor)
    assert "Casa do Povo" not in client.get(f"/workshops/{workshop.id}/sessions/new").text
    client.post(f"/places/{place.id}/restoration")
    assert "Casa do Povo" in client.get(f"/workshops/{workshop.id}/sessions/new").text


def test_a_place_drawn_in_one_municipality_lands_in_no_other(cast: Cast, client: PageClient) -> None:
    form = client.get("/places/new").form("/places")
    client.post("/places", {**form, "name": "Sala", "municipality_id": str(cast.elsewhere)}, status=409)
    assert not db.session.query(Place).count()
