"""Files of services: the list as a spreadsheet, the exchange format in and out."""

import io
import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.db import db
from app.directory.index.models import DirectoryImport
from app.directory.services.models import Service
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_place_row, a_row, a_service, publish
from tests.factories.lists import bring_in, look_at
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def service(cast: Cast) -> Service:
    """A published one."""
    with making():
        place = a_place(cast.coordinator.actor, cast.town_hall)
        return publish(cast.coordinator.actor, a_service(cast.coordinator.actor, place))


def test_the_list_as_files(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    rows = client.get("/directory/services.csv?q=papeis").response.get_data().decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("Ajuda com papéis;Balcão da praça;")
    assert client.get("/directory/services.xlsx").response.get_data().startswith(b"PK")
    exported = json.loads(client.get("/directory/services.json").response.get_data())
    assert exported["services"][0]["thematiques"] == [
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
    ]


def test_a_file_is_brought_in_and_the_broken_rows_go_back(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    rows = [a_place_row(), a_row(1), a_row(2, nom="=cmd()", date_maj="ontem")]
    rows += [{**a_place_row(), "id": "outra--largo", "horaires_accueil": "du lundi au vendredi 9h-12h"}]
    fields = {"organisation_id": str(cast.town_hall), "publish": "y"}
    preview = look_at(client, "/directory/imports/new", json.dumps(rows).encode(), "dados.json", **fields)
    assert "horaires_accueil" in preview.text
    assert not db.session.scalars(select(Service)).all(), "nothing is saved before it was looked at"
    shown = bring_in(client, preview)
    assert "date_maj" in shown.text
    report = db.session.scalars(select(DirectoryImport)).one()
    url = f"/directory/imports/{report.id}"
    listed = client.get(f"{url}/broken.csv").response.get_data().decode("utf-8-sig").splitlines()
    assert listed[1].startswith("3;outra--2;'=cmd();")
    back = json.loads(client.get(f"{url}/broken.json").response.get_data())
    assert back[0]["id"] == "outra--2"
    assert "date_maj" in back[0]["_problem"]
    assert "Serviço 1" in client.get("/directory").text
    for wrong in (b"{", b""):
        file = (io.BytesIO(wrong), "dados.json")
        page = client.get("/directory/imports/new")
        fields = page.form("/directory/imports") | {"organisation_id": str(cast.town_hall)}
        client.post(
            "/directory/imports", {**fields, "file": file}, status=422, content_type="multipart/form-data"
        )


def test_whoever_brings_one_page_of_several_is_told(cast: Cast, client_for: ClientFor) -> None:
    client, fields = client_for(cast.coordinator), {"organisation_id": str(cast.town_hall)}
    for pages, is_told in ((1, False), (3, True)):
        page = json.dumps({"items": [a_place_row()], "page": 1, "pages": pages}).encode()
        preview = look_at(client, "/directory/imports/new", page, "dados.json", **fields)
        assert ("uma página de várias" in preview.text) == is_told
