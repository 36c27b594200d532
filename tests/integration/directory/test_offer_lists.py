"""Lists of offers as other systems write them: no value changes silently, nothing that is here is lost."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.cells import unpacked
from app.core.db import db, new_id
from app.core.exports import Row, Sheet, csv_file, xlsx_file
from app.core.parsers import lists
from app.core.sheets import SheetRow
from app.core.text import tidy, tidy_lines
from app.directory.index.vocabulary import vocabulary
from app.directory.shelves import offer_rows
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.offer_columns import HEADINGS
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.lists import bring_in, look_at
from tests.workbooks import changed

ClientFor = Callable[[Person | None], PageClient]
URL = "/directory/offers/imports"
FULL = [
    "N.º da oferta;Título;Empregador;Descrição;Local;Salário de;Telefone;Competências;Válida até;Tipo",
    "611000;Moleiro;Moinho Novo;Moer o trigo.;Serra;920,00;912345678;Cozinhar refeições;31/12/2030;Estágio",
]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.facilitator)


def preview_of(client: PageClient, *lines: str, name: str = "lista.csv") -> Page:
    return look_at(client, URL, "\r\n".join([*lines, ""]).encode("cp1252"), name, source="IEFP")


def bring(client: PageClient, *lines: str) -> Page:
    return bring_in(client, preview_of(client, *lines))


def offers() -> list[Offer]:
    db.session.rollback()
    return list(db.session.scalars(select(Offer).order_by(Offer.title)))


def facts(page: Page) -> dict[str, str]:
    """What the page of a list counts."""
    return {
        str(each.dt.get_text(strip=True)): each.dd.get_text(strip=True)  # type: ignore[union-attr]
        for each in page.soup.select(".tally > div")
    }


def test_computed_pay_is_rounded_to_the_cent_and_not_cut(client: PageClient) -> None:
    heading = ["Título", "Salário de", "N.º da oferta"]
    rows: list[Row] = [["Ceifeiro", 7.125, "1"], ["Tosquiador", 900, "2"], ["Vaqueiro", 15_000 / 12, "3"]]
    data = changed(
        lambda _, part: part.replace(b"<v>900</v>", b"<f>8.7*110</f><v>956.9999999999999</v>"),
        xlsx_file([Sheet("a", heading, rows)]),
    )
    preview = look_at(client, URL, data, "lista.xlsx", source="IEFP")
    assert "Salário de 7,13" in preview.text, "what was understood is seen before it is saved"
    bring_in(client, preview)
    assert [offer.pay_from for offer in offers()] == [713, 95_700, 125_000]


def test_excels_line_about_the_delimiter_is_no_heading(client: PageClient) -> None:
    bring(client, "sep=;", "Título;Local", "Apicultor;Várzea")
    assert [(offer.title, offer.place) for offer in offers()] == [("Apicultor", "Várzea")]


def test_competences_on_lines_of_one_cell_are_several(client: PageClient) -> None:
    bring(client, "Título;Competências", '"Estalajadeiro";"Cozinhar refeições', 'Servir à mesa"')
    assert len(offers()[0].competences) == 2


def test_a_second_list_touches_only_its_own_columns(client: PageClient) -> None:
    bring(client, *FULL)
    preview = preview_of(client, "N.º da oferta;Título;Válida até", "611000;Moleiro;31/03/2031")
    assert "Tipo, Empregador, Descrição" in preview.text.replace("\n", " ")
    bring_in(client, preview)
    (offer,) = offers()
    assert (offer.employer, offer.description, offer.place) == ("Moinho Novo", "Moer o trigo.", "Serra")
    assert (offer.pay_from, offer.phone, offer.kind) == (92_000, "+351912345678", "internship")
    assert (offer.valid_until.isoformat(), len(offer.competences)) == ("2031-03-31", 1)  # type: ignore[union-attr]


def test_an_empty_cell_empties_and_the_page_says_so_before(client: PageClient) -> None:
    bring(client, *FULL)
    preview = preview_of(client, "N.º da oferta;Título;Telefone;Tipo", "611000;Moleiro;;")
    assert "Ficaria em branco: Telefone : 1" in preview.text
    bring_in(client, preview)
    assert (offers()[0].phone, offers()[0].kind) == ("", "internship")


def test_a_cell_that_cannot_be_read_changes_nothing_here(client: PageClient) -> None:
    bring(client, *FULL)
    report = bring(client, "N.º da oferta;Título;Telefone;Salário de", "611000;Moleira;12;muito")
    (offer,) = offers()
    assert (offer.title, offer.phone, offer.pay_from) == ("Moleira", "+351912345678", 92_000)
    assert "“Salário de” não é um valor em euros. “Telefone” não é um número de telefone." in report.text


def test_headings_of_other_systems_are_known_and_the_rest_is_named(client: PageClient) -> None:
    headings = "Título;Entidade empregadora;Remuneração;Data limite;Nº da oferta;Localidade;Observações"
    preview = preview_of(client, headings, "Forneiro;Forno Velho;950,00;31/12/2030;611777;Serra;ligar cedo")
    assert "não são conhecidas aqui: Observações." in preview.text
    bring_in(client, preview)
    (offer,) = offers()
    assert (offer.employer, offer.pay_from, offer.external_id) == ("Forno Velho", 95_000, "611777")
    assert (offer.place, str(offer.valid_until)) == ("Serra", "2030-12-31")


def test_a_number_that_a_spreadsheet_shortened_stands_for_no_offer(client: PageClient) -> None:
    bring(client, "N.º da oferta;Título", "6,11E+08;Calceteiro", "6,11E+08;Ladrilhador")
    page = bring(client, "N.º da oferta;Título", "6,11E+08;Enfermeira")
    assert offers() == []
    assert "“N.º da oferta” tem um número que a folha de cálculo abreviou" in page.text


@pytest.mark.parametrize("phone", ['"912345678;934567890"', "266123456 ext. 12"])
def test_of_two_telephones_none_is_dropped_silently(client: PageClient, phone: str) -> None:
    page = bring(client, "Título;Telefone", f"Campino;{phone}")
    assert "“Telefone” tem mais do que um número de telefone" in page.text
    assert [offer.phone for offer in offers()] == [""]


def test_an_offer_known_by_its_words_stays_out_if_they_cannot_be_read(client: PageClient) -> None:
    """Mended and sent again it would be another offer."""
    page = bring(client, "Título;Descrição", f"Campino;{'longa ' * 1_000}")
    assert offers() == []
    assert "“N.º da oferta” está em branco." in page.text


def test_what_was_written_here_comes_in_again_unchanged(client: PageClient) -> None:
    form = "/directory/offers/new"
    client.submit(
        client.get(form),
        form if client.get(form).soup.select_one(f"form[action='{form}']") else "/directory/offers",
        kind="vacancy",
        title="=Cozinheira",
        employer="Casa de pasto",
        description="Procura-se pessoa com gosto.\r\n\r\n- Turnos rotativos\r\n- Folga ao domingo",
        requirements="- Carta de condução B",
    )
    for ending in ("csv", "xlsx"):
        exported = client.get(f"/directory/offers.{ending}", judge=False).response.data
        preview = look_at(client, URL, exported, f"ofertas.{ending}", source="IEFP")
        assert facts(preview)["Sem alterações"] == "1"
        bring_in(client, preview)
        (offer,) = offers()
        assert (offer.title, offer.requirements, offer.source) == ("=Cozinheira", "- Carta de condução B", "")
        assert offer.description == "Procura-se pessoa com gosto.\n\n- Turnos rotativos\n- Folga ao domingo"
        again = client.get(f"/directory/offers.{ending}", judge=False).response.data
        assert _content(again) == _content(exported)


WORDS = st.text(max_size=30) | st.sampled_from(
    ["=1", "'=1", "- um\n\n- dois", "5,89E+08", '"', "a;b|c", "0,5"]
)
LINE, LINES = WORDS.map(tidy), WORDS.map(tidy_lines)
CENTS, DAY = st.none() | st.integers(0, 10_000_000), st.none() | st.dates(date(1900, 3, 1), date(2999, 1, 1))
OFFERS = st.fixed_dictionaries(
    {
        "title": LINE.filter(bool),
        **dict.fromkeys(("employer", "place", "hours", "benefits"), LINE),
        **dict.fromkeys(("description", "requirements", "how_to_apply"), LINES),
        **dict.fromkeys(("starts_on", "ends_on", "valid_until"), DAY),
        "positions": st.none() | st.integers(0, 9_999),
        "pay_from": CENTS,
        "kind": st.sampled_from(["vacancy", "training", "internship"]),
        "contract": st.sampled_from(["", *vocabulary("contracts").offered()]),
        "schooling": st.sampled_from(["", *vocabulary("schooling").offered()]),
        "phone": st.sampled_from(["", "+351912345678", "+380441234567"]),
        "source": LINE,
        "external_id": st.uuids().map(str),
    }
)


def test_whatever_an_offer_says_it_comes_in_as_it_went_out(cast: Cast) -> None:
    """A property: nothing of a file of ours is a change, in either format."""

    @settings(max_examples=60, deadline=None)
    @given(OFFERS)
    def check(values: dict[str, Any]) -> None:
        offer = Offer(id=new_id(), competences=[], hindrances=[], **values)
        rows = offer_rows.written([offer], {})
        for name, data in (
            ("a.csv", csv_file([*HEADINGS.values()], rows)),
            ("a.xlsx", xlsx_file([Sheet("a", [*HEADINGS.values()], rows)])),
        ):
            told, _ = lists.parse(data, filename=name, limit=1)
            cells = dict(zip(told["headings"], map(unpacked, told["rows"][0][1]), strict=True))
            reading = offer_rows.read_offers([SheetRow(2, cells)], "IEFP")
            assert reading.broken == []
            assert reading.unused == ()
            said = reading.good[0].values
            assert (said["source"], said["external_id"]) == (values["source"], values["external_id"])
            assert offer_rows.changes([(offer, said)], {}) == [{}]

    check()


def _content(data: bytes) -> object:
    """A workbook is dated: its sheet alone."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_a_draft_is_seen_by_nobody_else_and_brought_in_once(
    cast: Cast, client: PageClient, client_for: ClientFor
) -> None:
    preview = look_at(client, URL, csv_file(["Título"], [["Campino"]]), "a.csv", source="IEFP")
    url = preview.response.request.path
    client_for(cast.coordinator).get(url, status=404)
    client.get(url.replace("/directory/offers/imports/", "/tasks/").removesuffix("/preview"), status=404)
    fields = preview.form(url)
    assert client.post(url, fields).location == client.post(url, fields).location
    assert len(offers()) == 1
