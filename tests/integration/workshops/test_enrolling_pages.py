"""Many at once: typed in a table, brought as a spreadsheet, matched row by row, broken rows given back."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.core.exports import Sheet, csv_file, xlsx_file
from app.network.models import Parish
from app.people.facts.queries import list_facts
from app.people.models import ContactPoint, Participant
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
LIST = (
    "Nome;Ano de nascimento;Telemóvel\r\n"
    "Rosa Verdade;1970;912 345 678\r\n"
    "Bela Nova;;\r\n"
    ";1980;\r\n"
    "Carlos Ano;ontem;\r\n"
    "Bela Nova;;\r\n"
).encode()


@pytest.fixture
def series(cast: Cast) -> Workshop:
    with making():
        return make_workshop(clerk(cast.here, cast.colleague.id), capacity=2)


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def send(client: PageClient, workshop: Workshop, data: bytes, name: str, status: int = 200) -> Page:
    url = f"/workshops/{workshop.id}/enrolments/import"
    return client.post(url, {"file": (BytesIO(data), name)}, status=status)


def decide(page: Page, workshop: Workshop) -> dict[str, Any]:
    """The matching form as the browser sends it: repeated fields as lists."""
    form = page.soup.select_one(f"form[action='/workshops/{workshop.id}/enrolments']")
    assert form
    sent: dict[str, Any] = {}
    for field in form.select("input[name]"):
        if field.get("type") == "radio" and not field.has_attr("checked"):
            continue
        sent.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    return sent


def test_twenty_names_in_a_table(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    client, url = client_for(cast.registrar), f"/workshops/{series.id}/enrolments/new"
    assert len(client.get(url).soup.select("input[name=name]")) == 20
    typed = {
        "number": ["1", "2", "3"],
        "name": ["Rosa Verdade", "", "Bela Nova"],
        "birth_year": ["1970", "", ""],
        "contact": ["912345678", "", ""],
        "transport": ["3"],
    }
    page = client.post(url, typed, status=200)
    assert count(Enrolment) == 0
    client.post(f"/workshops/{series.id}/enrolments", decide(page, series))
    found = db.session.execute(
        select(Participant.name, Enrolment.needs_transport).join(
            Enrolment, Enrolment.participant_id == Participant.id
        )
    )
    assert {tuple(row) for row in found} == {("Rosa Verdade", False), ("Bela Nova", True)}
    assert db.session.scalar(select(ContactPoint.kind)) == "phone"


def test_whoever_is_to_be_decided_about_comes_first_and_is_named(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    with making():
        make_person(clerk(cast.here, cast.colleague.id), "Carlos Sousa")
    client, url = client_for(cast.registrar), f"/workshops/{series.id}/enrolments/new"
    names = ["Bela Nova", "Dina Outra", "Carlos Sousa"]
    typed = {"number": ["1", "2", "3"], "name": names, "birth_year": [""] * 3, "contact": [""] * 3}
    page = client.post(url, typed, status=200)
    for _ in range(2):  # and once more after it was sent without a decision
        assert page.soup.select(".people-match legend bdi")[0].text == "Carlos Sousa"
        assert [each.text for each in page.soup.select('.notice a[href="#row-3"]')] == ["Carlos Sousa"]
        page = client.post(f"/workshops/{series.id}/enrolments", decide(page, series), status=422)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"number": ["1"], "name": [""], "birth_year": ["1970"], "contact": [""]},
        {"number": ["1"], "name": ["Rosa"], "birth_year": ["3000"], "contact": [""]},
        {"number": ["1"], "name": ["R" * 201], "birth_year": [""], "contact": [""]},
    ],
)
def test_a_table_with_a_slip_is_shown_again(
    cast: Cast, client_for: ClientFor, series: Workshop, typed: dict[str, list[str]]
) -> None:
    client_for(cast.registrar).post(f"/workshops/{series.id}/enrolments/new", typed, status=422)
    assert count(Participant) == 0


def test_a_list_enters_once_and_its_broken_rows_come_back(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    with making():
        known = make_person(clerk(cast.here, cast.colleague.id), "Rosa Verdade", phone="912345678")
    client = client_for(cast.registrar)
    pages = [send(client, series, LIST, "inscritos.csv") for _ in range(2)]
    for page in pages:
        sent = decide(page, series)
        assert sent["who-2"] == [str(known.id)]
        if page is pages[0]:
            assert "O mesmo já está na lista, acima." in page.text
            assert "who-6" not in sent
            client.post(f"/workshops/{series.id}/enrolments", sent, status=422)
            assert count(Enrolment) == 0
        client.post(f"/workshops/{series.id}/enrolments", {**sent, "who-6": ["new"]})
    assert count(Participant) == 3  # two of them are called the same, and it was said that they are two
    assert count(Enrolment) == 3
    broken = pages[0].soup.select("input[name=broken]")
    action = f"/workshops/{series.id}/enrolments/broken-rows"
    back = client.post(action, {"broken": [str(each["value"]) for each in broken]}, status=200)
    text = back.response.get_data().decode("utf-8-sig")
    assert len(text.splitlines()) == 3
    assert "Carlos Ano;ontem" in text


def test_a_workbook_is_read_as_well(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    data = xlsx_file([Sheet("Lista", ["Nome", "Ano"], [["Rosa Verdade", 1970]])])
    page = send(client_for(cast.registrar), series, data, "inscritos.xlsx")
    assert decide(page, series)["birth_year"] == ["1970"]


def test_nothing_of_a_list_is_dropped_without_a_word(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    headings = ["Nome", "Telefone", "E-mail", "Turma"]
    listed = [["Bela Nova", "912345678", "bela@example.org", "B"], ["Rui Sol", "9,12E+08", "", "C"]]
    page = send(client_for(cast.registrar), series, csv_file(headings, listed), "inscritos.csv")
    assert "não são conhecidas aqui: Turma." in page.text
    assert decide(page, series)["contact"] == ["912345678; bela@example.org"]
    assert "Linha 3: “Contacto” tem um número que a folha de cálculo abreviou" in page.text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "lista.csv"),
        (b"Pessoa;Ano\r\nRosa;1970\r\n", "lista.csv"),
        (b"%PDF-1.4", "lista.pdf"),
        (b"PK", "lista.xlsx"),
    ],
)
def test_what_is_no_list_is_refused(
    cast: Cast, client_for: ClientFor, series: Workshop, data: bytes, name: str
) -> None:
    send(client_for(cast.registrar), series, data, name, status=422)


def test_every_row_needs_a_decision(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    with making():
        make_person(clerk(cast.here, cast.colleague.id), "Bela Nova")
    client = client_for(cast.registrar)
    page = send(client, series, b"Nome\r\nBela Nova\r\n", "lista.csv")
    sent = decide(page, series)
    assert "who-2" not in sent  # only the name is the same: nobody decides that but a person
    url = f"/workshops/{series.id}/enrolments"
    client.post(url, sent, status=422)
    client.post(url, {**sent, "who-2": ["00000000-0000-0000-0000-000000000000"]}, status=404)
    assert count(Enrolment) == 0
    client.post(url, {**sent, "who-2": ["skip"]})
    assert count(Enrolment) == 0
    again = decide(send(client, series, b"Nome\r\nBela Nova\r\n", "lista.csv"), series)
    client.post(url, {**again, "who-2": ["new"]})
    assert count(Enrolment) == 1


def test_who_may_enrol(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    for page in ("new", "import"):
        url = f"/workshops/{series.id}/enrolments/{page}"
        client_for(cast.stranger).get(url, status=404)
        client_for(cast.observer).get(url, status=403)
        client_for(cast.pathway_worker).get(url)


def test_parish_language_and_situation_are_typed_by_their_first_letters(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    client, url = client_for(cast.registrar), f"/workshops/{series.id}/enrolments/new"
    parish = db.session.get_one(Parish, cast.parish)
    typed = {
        "number": ["1", "2"],
        "name": ["Olena Kovalenko", "Rosa Verdade"],
        "birth_year": ["", ""],
        "contact": ["", ""],
        "parish": [parish.name[:6].lower(), ""],
        "language": ["ucr", ""],
        "work": ["reform", ""],
    }
    page = client.post(url, typed, status=200)
    client.post(f"/workshops/{series.id}/enrolments", decide(page, series))
    people = {each.name: each for each in db.session.scalars(select(Participant))}
    told, silent = people["Olena Kovalenko"], people["Rosa Verdade"]
    assert (told.parish_id, told.language) == (cast.parish, "uk")
    assert [each.value for each in list_facts(told.id) if each.kind == "work"] == ["retired"]
    assert (silent.parish_id, silent.language) == (None, "pt")
    assert not [each for each in list_facts(silent.id) if each.kind == "work"]


@pytest.mark.parametrize(("column", "typed"), [("parish", "Xpto"), ("language", "marciano"), ("work", "s")])
def test_letters_that_mean_nothing_or_several_are_said(
    cast: Cast, client_for: ClientFor, series: Workshop, column: str, typed: str
) -> None:
    page = client_for(cast.registrar).post(
        f"/workshops/{series.id}/enrolments/new", {"number": "1", "name": "Ana", column: typed}, status=422
    )
    assert page.soup.select(f"input[name={column}]")[0]["value"] == typed
    assert page.soup.select_one("#error-1")


def test_a_list_tells_parish_language_and_situation_as_well(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    parish = db.session.get_one(Parish, cast.parish)
    header = ("Nome", "Freguesia", "Língua", "Situação")
    rows = [
        ("Olena Kovalenko", parish.name, "Ucraniano", "Reformado ou reformada"),
        ("Rosa Verdade", "Algures", "", ""),
    ]
    client = client_for(cast.registrar)
    page = send(client, series, csv_file(header, rows), "lista.csv")
    assert "Freguesia" in page.soup.select(".notice-warning")[0].text, "said, and she enters without it"
    client.post(f"/workshops/{series.id}/enrolments", decide(page, series))
    people = {each.name: each for each in db.session.scalars(select(Participant))}
    assert people["Olena Kovalenko"].parish_id == cast.parish
    assert people["Olena Kovalenko"].language == "uk"
    assert people["Rosa Verdade"].parish_id is None
