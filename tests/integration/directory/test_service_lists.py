"""Services as spreadsheets: what goes out comes in again, and a list of somebody else's is taken as it is."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.cells import unpacked
from app.core.db import db, new_id
from app.core.exports import Sheet, csv_file, xlsx_file
from app.core.parsers import lists
from app.core.reading import but_for_ours, news
from app.core.sheets import SheetRow
from app.core.text import tidy, tidy_lines
from app.directory.index.vocabulary import vocabulary
from app.directory.services import service_rows
from app.directory.services.models import COURSE, Service, ServiceValue, Structure
from app.directory.services.operations.entries import add_competence, edit_service, translate_service
from app.directory.services.service_columns import EXAMPLE, HEADINGS, ONLY_READ, SEVERAL, columns
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from app.skills.queries.catalogue import catalogue
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.directory import a_place, a_service, publish
from tests.factories.lists import bring_in, look_at
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]
URL = "/directory/imports/new"


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.coordinator)


@pytest.fixture
def service(cast: Cast) -> Service:
    """Published, with all that a list says."""
    with making():
        actor = cast.coordinator.actor
        place = a_place(actor, cast.town_hall)
        given = {"description": "Um.\n\n- Dois", "what_to_bring": "=nada", "phone": "+351912345678"}
        found = a_service(actor, place, **given, kind=COURSE, town="Amieira", needs=["housing"])
        add_competence(actor, service=found, competence_id=catalogue().cards("home-family")[0].id)
        translate_service(actor, service=found, version=found.version, texts={("uk", "name"): "Папери"})
        return publish(actor, found)


def preview_of(client: PageClient, cast: Cast, data: bytes, name: str = "lista.csv", **fields: str) -> Page:
    return look_at(client, URL, data, name, organisation_id=str(cast.town_hall), **fields)


def bring(client: PageClient, cast: Cast, headings: list[str], *rows: list[Any], **fields: str) -> Page:
    return bring_in(client, preview_of(client, cast, csv_file(headings, rows), **fields))


def services() -> list[Service]:
    db.session.rollback()
    return list(
        db.session.scalars(
            select(Service).order_by(Service.sort_key).execution_options(populate_existing=True)
        )
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_our_own_list_comes_in_again_unchanged(
    cast: Cast, client: PageClient, service: Service, ending: str
) -> None:
    version = service.version
    exported = client.get(f"/directory/services.{ending}", judge=False).response.data
    preview = preview_of(client, cast, exported, f"servicos.{ending}")
    assert "Só alteram" not in preview.text
    assert "Sem alterações 1" in preview.text
    assert ", ".join(ONLY_READ) in preview.text, "what no list changes is named"
    assert "não são conhecidas" not in preview.text
    bring_in(client, preview)
    assert [each.version for each in services()] == [version]
    again = client.get(f"/directory/services.{ending}", judge=False).response.data
    if ending == "csv":
        assert again == exported


def test_a_list_of_somebody_else_makes_services_and_their_places(cast: Cast, client: PageClient) -> None:
    headings = ["Serviço", "Local", "Descrição", "Horário", "Temas", "Telefone", "Línguas faladas", "Preço"]
    hours = "segunda a sexta, das 9h às 12h"
    row = [
        "Banco alimentar",
        "Casa do largo",
        "Cabazes de alimentos.",
        hours,
        "",
        "266111222",
        "português",
        "0 €",
    ]
    preview = preview_of(client, cast, csv_file(headings, [row]), publish="y")
    assert "Casa do largo" in preview.text
    bring_in(client, preview)
    (found,) = services()
    assert (found.structure.name, found.structure.organisation_id) == ("Casa do largo", cast.town_hall)
    assert (found.state, found.phone, found.opening_hours) == ("published", "+351266111222", hours)
    assert (found.values_of("languages"), found.cost_detail) == (["pt"], "0 €")
    assert hours in client.get(f"/directory/services/{found.id}").text, "hours stay as they were written"
    bring(client, cast, headings, row)
    assert len(services()) == 1, "known by its name and place, it does not double"


def test_a_second_list_touches_only_its_own_columns(cast: Cast, client: PageClient, service: Service) -> None:
    headings = ["Nome", "N.º do serviço", "Telefone", "Correio eletrónico"]
    report = bring(client, cast, headings, ["Ajuda com cartas", service.external_id, "12 ou 13", "a@b.pt"])
    (found,) = services()
    assert (found.name, found.email, found.phone) == ("Ajuda com cartas", "a@b.pt", "+351912345678")
    assert (found.values_of("themes"), found.structure.name) == (["documents"], "Balcão da praça")
    assert "“Telefone” não é um número de telefone." in report.text, "the rest of the row entered"


def test_what_keeps_a_row_out_is_said_before_and_given_back(cast: Cast, client: PageClient) -> None:
    headings = ["Nome", "Local", "Descrição", "Telefone"]
    preview = preview_of(
        client, cast, csv_file(headings, [["Apoio", "", "", "12"], ["Bar", "Largo", "x", ""]])
    )
    wrong = "“Telefone” não é um número de telefone. “Local” está em branco. “Descrição” está em branco."
    assert wrong in preview.text
    page = bring_in(client, preview)
    assert [each.name for each in services()] == ["Bar"]
    link = next(str(each["href"]) for each in page.soup.select("a[href$='broken.csv']"))
    assert wrong in client.get(link, judge=False).response.get_data().decode("utf-8-sig")


def test_only_courses_teach_whatever_a_list_says(cast: Cast, client: PageClient, service: Service) -> None:
    """The rest of the row enters, and the page before and the report say what does not."""
    name = catalogue().cards("home-family")[1].name("pt").value
    headings, wrong = (
        ["Nome", "Local", "Descrição", "Tipo", "Competências"],
        "só se aplica a serviços do tipo",
    )
    rows = [
        ["Balcão", "Largo", "x", "Informação e atendimento", name],
        ["Curso", "Largo", "x", "Formação", name],
    ]
    preview = preview_of(client, cast, csv_file(headings, rows))
    assert preview.text.count(wrong) == 1
    assert bring_in(client, preview).text.count(wrong) == 1
    assert {each.name: len(each.competences) for each in services()} == {
        service.name: 1,
        "Balcão": 0,
        "Curso": 1,
    }
    bring(client, cast, ["Nome", "Tipo"], ["Curso", "Informação e atendimento"])
    exported = client.get("/directory/services.csv", judge=False).response.data
    assert exported.decode("utf-8-sig").count(name) == 0, "what was a course teaches nothing any more"
    assert "Só alteram" not in preview_of(client, cast, exported).text


def test_a_partner_changes_nothing_of_others(cast: Cast, client_for: ClientFor, service: Service) -> None:
    with making():
        actor = cast.administrator.actor
        other = create_organisation(
            actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Outra casa",
            kind=OrganisationKind.ASSOCIATION,
        )
        db.session.flush()
        service.structure.organisation_id = other.id
    client = client_for(cast.partner_technician)
    own = client.get(URL).soup.select_one("select[name=organisation_id] option[selected]")
    assert own
    data = csv_file(["Nome", "N.º do serviço", "Telefone"], [["Meu", service.external_id, "912000000"]])
    page = bring_in(client, look_at(client, URL, data, "a.csv"))
    assert "pertence a outra entidade" in page.text
    assert [(each.name, each.phone) for each in services()] == [("Ajuda com papéis", "+351912345678")]
    assert db.session.scalars(select(Structure.name)).all() == ["Balcão da praça"]


def test_the_template_comes_in(cast: Cast, client: PageClient) -> None:
    template = client.get("/directory/services/lists/template.csv", judge=False).response.data
    bring_in(client, preview_of(client, cast, template, "modelo.csv"))
    (found,) = services()
    assert (found.name, found.cost, found.values_of("languages")) == (EXAMPLE[0], "free", ["pt", "en"])


def test_a_list_without_names_is_refused_with_the_reason(cast: Cast, client: PageClient) -> None:
    form = client.get(URL).form("/directory/imports") | {"organisation_id": str(cast.town_hall)}
    for data, name, why in (
        (csv_file(["Local"], [["Largo"]]), "a.csv", "“Nome” está em branco."),
        (b"%PDF-1.7", "a.csv", "O ficheiro não é o que o nome diz"),
    ):
        page = client.post("/directory/imports", {**form, "file": (io.BytesIO(data), name)}, status=422)
        assert why in page.text


WORDS = st.text(max_size=30) | st.sampled_from(
    ["=1", "'=1", "- um\n\n- dois", "5,89E+08", '"', "a;b|c", "0,5"]
)
LINES = (
    "description",
    "groups_detail",
    "access_conditions",
    "what_to_bring",
    "cost_detail",
    "request_detail",
)
SERVICES = st.fixed_dictionaries(
    {
        "name": WORDS.map(tidy).filter(bool),
        **dict.fromkeys(
            ("address", "postal_code", "town", "opening_hours"), WORDS.map(lambda word: tidy(word)[:20])
        ),
        **dict.fromkeys(LINES, WORDS.map(tidy_lines)),
        "phone": st.sampled_from(["", "+351912345678", "junto à porta"]),
        "cost": st.sampled_from(["", "free", "paid"]),
    }
)
SEVERAL_VALUES = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(sorted(vocabulary(name).offered())), unique=True) for name in SEVERAL}
    | {"languages": st.lists(st.sampled_from(["pt", "uk", "ar", "zh", "psr", "kea"]), unique=True)}
)


def test_whatever_a_service_says_it_comes_in_as_it_went_out(cast: Cast) -> None:
    """A property: nothing of a file of ours is a change, in either format."""

    @settings(max_examples=60, deadline=None)
    @given(SERVICES, SEVERAL_VALUES)
    def check(values: dict[str, Any], several: dict[str, list[str]]) -> None:
        rows = [
            ServiceValue(field=field, value=value, position=at)
            for field, chosen in several.items()
            for at, value in enumerate(chosen)
        ]
        place = Structure(name='Balcão; "=da" praça')
        service = Service(
            id=new_id(),
            structure=place,
            source="autonomus",
            external_id="autonomus--1",
            values=rows,
            **values,
        )
        (cells,) = service_rows.written([service])
        told_by = [*HEADINGS.values()]
        for name, data in (
            ("a.csv", csv_file(told_by, [cells])),
            ("a.xlsx", xlsx_file([Sheet("a", told_by, [cells])])),
        ):
            told, _ = lists.parse(data, filename=name, limit=1)
            sent = dict(zip(told["headings"], map(unpacked, told["rows"][0][1]), strict=True))
            reading = service_rows.read_services([SheetRow(2, sent)])
            assert but_for_ours(reading.broken, {2: dict(zip(told_by, cells, strict=True))}) == []
            said = reading.good[0].values
            assert news(said, columns(), dict(zip(HEADINGS, cells, strict=True))) == {}

    check()


def test_a_change_made_meanwhile_stays_where_the_list_does_not_speak(
    cast: Cast, client: PageClient, service: Service
) -> None:
    exported = client.get("/directory/services.csv", judge=False).response.data
    with making():
        edit_service(cast.coordinator.actor, service=service, version=service.version, town="Serra")
    preview = preview_of(client, cast, exported)
    assert "Com alterações 1" in preview.text, "who looks sees that something would be put back"
