"""A list of organisations comes in without making two of one, and nothing of it is lost without a word."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.parties import attaching
from app.network.parties.attached import PartyName, PartyParish
from app.network.parties.models import OrganisationKind, Party
from app.network.parties.operations import create_organisation
from tests.cast import Cast, Person
from tests.client import Page, PageClient

ClientFor = Callable[[Person | None], PageClient]
LIST = """Nome;Sigla;Tipo;Faz parte de;Morada;Correio eletrónico;Telefone;Freguesias;Cor
IEFP - GIP;;Outro;;;;;;azul
IEFP_GIP;;;;;geral@iefp.example;;;
Clube de Sanfins;CS;Associação;;Rua 1;;912 345 678;Amieira;
CLUBE-DE-SANFINS;;;;;;;São Brás da Ribeira;
CMA (Banco Local do Voluntariado);;;;;;;;
Loja;;;Ninguém;;;;;
Câmara Municipl (here);;;;;;;;
;;;;;;;;
Sem tipo;;Planeta;;;;não;Lordelo;
"""


@pytest.fixture
def iefp(cast: Cast) -> UUID:
    with writing():
        made = create_organisation(
            cast.coordinator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="IEFP-GIP",
            kind=OrganisationKind.EMPLOYMENT_SERVICE,
        )
        attaching.note(
            cast.coordinator.actor,
            PartyName,
            line_id=new_id(),
            municipality_id=cast.here,
            party=db.session.get_one(Party, cast.town_hall),
            values={"text": "CMA", "sort": "acronym"},
        )
        return made.id


def bring(client: PageClient, text: str, *, status: int = 303) -> Page:
    fields = client.get("/organisations/lists/new").form("/organisations/lists")
    fields["file"] = (BytesIO(text.encode()), "lista.csv")
    return client.post("/organisations/lists", fields, status=status, content_type="multipart/form-data")


def named(cast: Cast) -> dict[str, Party]:
    return {each.name: each for each in db.session.scalars(select(Party)) if each.seat_id == cast.here}


def test_one_named_twice_under_two_spellings_is_one_and_it_says_so(
    cast: Cast, iefp: UUID, client_for: ClientFor
) -> None:
    client, before = client_for(cast.coordinator), set(named(cast))
    page = client.follow(bring(client, LIST))
    assert set(named(cast)) == before, "nothing is saved before it was looked at"
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("table")[0].select("tbody tr")]
    assert rows[0].startswith("2 IEFP - GIP")
    assert all(row.endswith("IEFP-GIP") for row in rows[:2])
    assert "Clube de Sanfins" in rows[3]
    assert "4" in rows[3].split("CLUBE-DE-SANFINS")[1]
    assert "Cor" in page.text

    path = page.response.request.path
    client.follow(client.submit(page, path))
    assert set(named(cast)) - before == {
        "Clube de Sanfins",
        "Banco Local do Voluntariado",
        "Loja",
        "Sem tipo",
    }
    db.session.expire_all()
    here = named(cast)
    assert here["Banco Local do Voluntariado"].parent_id == cast.town_hall
    assert (here["IEFP-GIP"].email, here["IEFP-GIP"].kind) == ("geral@iefp.example", "employment_service")
    club = here["Clube de Sanfins"]
    assert (club.kind, club.phone, club.address) == ("association", "+351912345678", "Rua 1")
    served = db.session.scalars(select(PartyParish).where(PartyParish.party_id == club.id)).all()
    assert {each.parish_id for each in served} == {cast.parish, cast.other_parish}
    spelled = set(db.session.scalars(select(PartyName.text)))
    assert {"IEFP_GIP", "CS", "CLUBE-DE-SANFINS"} <= spelled
    client.get(path, status=404)


def test_what_is_unclear_or_broken_comes_back_with_its_reason(
    cast: Cast, iefp: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    page = client.follow(bring(client, LIST))
    path = page.response.request.path
    broken = client.get(path.replace("/preview", "/broken.csv")).response.get_data().decode("utf-8-sig")
    assert "Câmara Municipl" in broken
    assert "Ninguém" in broken
    assert "Planeta" in broken
    assert "Clube" not in broken


def test_who_is_like_somebody_known_is_added_if_that_is_said(
    cast: Cast, iefp: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    page = client.follow(bring(client, "Nome\nCâmara Municipl (here)\n"))
    assert page.soup.select_one("input[type=checkbox][name=anew][value='2']")
    client.submit(page, page.response.request.path, anew="2")
    assert "Câmara Municipl (here)" in named(cast)


def test_the_same_list_twice_changes_nothing(cast: Cast, iefp: UUID, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    counted = []
    for _ in range(2):
        page = client.follow(bring(client, LIST))
        client.submit(page, page.response.request.path)
        counted.append((len(named(cast)), len(db.session.scalars(select(PartyName)).all())))
    assert counted[0] == counted[1]
    assert list(named(cast)).count("Clube de Sanfins") == 1


def test_no_list_at_all_is_refused(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    bring(client, "Entidade sem nome\n", status=422)
    bring(client, "Cor\nazul\n", status=422)
    assert (
        client.get("/organisations/lists/template.csv")
        .response.get_data()
        .decode("utf-8-sig")
        .startswith("Nome")
    )
    client_for(cast.administrator).get("/organisations/lists/new", status=403)
