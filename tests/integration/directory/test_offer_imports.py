"""Lists of offers that somebody brings: good rows enter, broken ones come back, nothing doubles."""

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.exports import csv_file
from app.core.sheets import read_rows
from app.core.values import cents_of
from app.directory.index.models import DirectoryEntry, DirectoryImport
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.offer_columns import EXAMPLE, HEADINGS
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.lists import bring_in, look_at
from tests.factories.offers import a_list
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
Rows = list[tuple[int, dict[str, Any]]]
URL = "/directory/offers/imports"


def rows_of(count: int, *, broken_every: int = 0) -> Rows:
    def row(number: int) -> dict[str, Any]:
        good = {
            "Título": f"Servente {number}",
            "Empregador": "Obras do Vale",
            "Local": "Amieira",
            "Salário de": "920,00",
            "Válida até": "31/12/2030",
            "Competências": "Cozinhar refeições",
            "N.º da oferta": str(number),
        }
        return {**good, "Válida até": "31/02/2030"} if broken_every and number % broken_every == 0 else good

    return [(number + 1, row(number)) for number in range(1, count + 1)]


def bring(actor: Actor, rows: Rows) -> DirectoryImport:
    with making():
        return a_list(actor, rows)


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_two_thousand_rows_with_five_in_a_hundred_broken(cast: Cast) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    rows = rows_of(2_000, broken_every=20)
    began = time.perf_counter()
    report = bring(actor, rows)
    print("import of 2,000 rows:", round(time.perf_counter() - began, 2), "s")
    assert (report.added, len(report.broken)) == (1_900, 100)
    assert report.broken[0] == {
        "number": 21,
        "faults": [["day", "Válida até"]],
        "has_entered": False,
        "row": rows[19][1],
    }
    assert count(DirectoryEntry) == 1_900
    again = bring(actor, rows)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1_900)
    assert count(Offer) == 1_900


def test_what_changed_is_changed_and_keeps_its_state(cast: Cast) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    bring(actor, rows_of(3))
    with making():
        offer = db.session.scalars(select(Offer).where(Offer.external_id == "1")).one()
        offer.state = "filled"
    rows = rows_of(3)
    rows[0][1]["Local"] = "Monte Alvo"
    report = bring(actor, rows)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    assert (offer.place, offer.state, offer.version) == ("Monte Alvo", "filled", 2)


def test_an_offer_without_a_number_is_known_by_its_words(cast: Cast) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    rows: Rows = [(2, {"Título": "Pastor", "Local": "Serra"}), (3, {"Título": "PASTOR ", "Local": "serra"})]
    report = bring(actor, rows)
    assert (report.added, [each["faults"] for each in report.broken]) == (1, [[["twice", "N.º da oferta"]]])
    assert bring(actor, rows[:1]).unchanged == 1


def test_the_template_comes_in_as_it_goes_out(cast: Cast, client_for: ClientFor) -> None:
    template = client_for(cast.facilitator).get(f"{URL}/template.csv", judge=False).response.data
    rows = read_rows(template, "modelo.csv", limit=10)
    report = bring(clerk(cast.here, cast.facilitator.id), [(row.number, row.cells) for row in rows])
    (offer,) = db.session.scalars(select(Offer))
    assert (report.added, report.broken) == (1, [])
    assert (offer.title, offer.pay_from, offer.schooling) == (EXAMPLE[1], 92_000, "year_9")
    assert [each.reason for each in offer.hindrances] == ["hours"]
    exported = client_for(cast.facilitator).get("/directory/offers.csv", judge=False).response.data
    out = read_rows(exported, "ofertas.csv", limit=10)
    assert (
        bring(clerk(cast.here, cast.facilitator.id), [(row.number, row.cells) for row in out]).unchanged == 1
    )


def test_a_list_is_sent_and_its_broken_rows_taken_back(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    data = csv_file(["Título", "Telefone"], [["Pedreiro", "912345678"], ["", "1"], ["Pintor", "12"]])
    preview = look_at(client, URL, data, "lista.csv", source="IEFP")
    assert count(Offer) == count(DirectoryImport) == 0, "nothing is saved before it was looked at"
    page = bring_in(client, preview)
    assert db.session.execute(select(Offer.title, Offer.phone).order_by(Offer.title)).all() == [
        ("Pedreiro", "+351912345678"),
        ("Pintor", ""),
    ], "a cell that cannot be read does not take the offer along"
    link = next(str(a["href"]) for a in page.soup.select("a[href]") if "broken.csv" in str(a["href"]))
    broken = read_rows(client.get(link, judge=False).response.data, "x.csv", limit=9)
    assert [row.cells["Título"] for row in broken] == ["", "Pintor"]
    assert [row.cells["O que não está certo"] for row in broken] == [
        "“Título” está em branco. “Telefone” não é um número de telefone.",
        "“Telefone” não é um número de telefone.",
    ]
    again = csv_file(["O que não está certo", "Título", "Telefone"], [["…", "Pintor", "912000000"]])
    mended = look_at(client, URL, again, "a.csv", source="IEFP")
    assert "não são conhecidas" not in mended.text, "the reason that we wrote is no column of theirs"
    bring_in(client, mended)
    assert count(Offer) == 2, "mended and sent again, nothing doubles"
    client_for(cast.stranger).get(page.response.request.path, status=404)
    client.get(preview.response.request.path, status=303)
    client_for(cast.stranger).get(preview.response.request.path, status=404)


def test_columns_that_are_not_ours_are_named(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    data = csv_file(["Título", "Salario até", "Cor"], [["Pedreiro", "900", "azul"]])
    preview = look_at(client, URL, data, "lista.csv", source="IEFP")
    assert "não são conhecidas aqui: Cor." in preview.text
    bring_in(client, preview)
    assert db.session.scalars(select(Offer.pay_to)).all() == [90_000]


def test_a_list_drawn_in_one_municipality_does_not_land_in_another(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    data = csv_file(["Título"], [["Pedreiro"]])
    sent = {**client.get(URL).form(URL), "source": "IEFP", "upload": (io.BytesIO(data), "lista.csv")}
    client.post(URL, {**sent, "municipality_id": str(cast.elsewhere)}, status=409)
    assert count(Offer) == 0


def test_a_list_without_titles_is_refused(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    data = csv_file(["Local"], [["Amieira"]])
    sent = {**client.get(URL).form(URL), "source": "IEFP", "upload": (io.BytesIO(data), "lista.csv")}
    page = client.post(URL, sent, status=422)
    assert [each.text.strip() for each in page.soup.select("#upload-error")] == ["“Título” está em branco."]
    assert count(DirectoryImport) == 0


def test_a_report_of_an_earlier_release_is_still_read(cast: Cast, client_for: ClientFor) -> None:
    with making():
        report = a_list(clerk(cast.here, cast.facilitator.id), [(2, {"Título": "Pastor"})])
        row = {"Título": "Pintor", "Telefone": "12"}
        report.broken = [{"number": 3, "problem": "phone", "field": "phone", "row": row}]
    client = client_for(cast.facilitator)
    assert "“Telefone” não é um número de telefone." in client.get(f"{URL}/{report.id}").text
    assert "Pintor" in client.get(f"{URL}/{report.id}/broken.csv", judge=False).response.text


@pytest.mark.parametrize(("data", "name"), [(b"%PDF-1.7", "a.csv"), (b"", "a.csv"), (b"x", "a.doc")])
def test_what_is_no_list_is_refused_and_the_source_stays(
    cast: Cast, client_for: ClientFor, data: bytes, name: str
) -> None:
    client = client_for(cast.facilitator)
    sent = {**client.get(URL).form(URL), "source": "IEFP", "upload": (io.BytesIO(data), name)}
    page = client.post(URL, sent, status=422)
    assert page.form(URL)["source"] == "IEFP"
    assert page.soup.select_one("#upload-error")
    assert count(DirectoryImport) == 0


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("920", 92_000),
        ("1.050,50 €", 105_050),
        ("1 050", 105_000),
        ("920.5", 92_050),
        ("-1", None),
        ("x", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, cents: int | None) -> None:
    assert cents_of(text) == cents


def test_every_column_has_an_example() -> None:
    assert len(EXAMPLE) == len(HEADINGS)
