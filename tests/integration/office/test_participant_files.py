"""The list of participants as a file: as filtered and sorted, nobody sealed, no contacts, and noted."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.sheets import read_rows
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import clerk, making
from tests.integration.office.conftest import ClientFor, Register

FILES = ("/participants.csv", "/participants.xlsx")


def rows_of(client: PageClient, url: str) -> list[dict[str, Any]]:
    data = client.get(url).response.get_data()
    path = url.partition("?")[0]
    if path.endswith(".csv"):
        table = csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
        return list(table)
    return [row.cells for row in read_rows(data, path, limit=1_000)]


def names_in(client: PageClient, url: str) -> list[str]:
    return [str(next(iter(row.values()))) for row in rows_of(client, url)]


def exports() -> list[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.action == "participants.exported")
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


@pytest.mark.parametrize("path", FILES)
def test_the_file_is_the_list_as_filtered_and_sorted(
    desk: PageClient, cast: Cast, register: Register, path: str
) -> None:
    first = register("Ana Primeira", language="uk", parish_id=cast.parish, birth_year=1970)
    register("Zita Segunda", language="uk")
    register("Rui Outro")
    assert names_in(desk, path) == ["Ana Primeira", "Rui Outro", "Zita Segunda"]
    assert names_in(desk, f"{path}?language=uk&sort=-name") == ["Zita Segunda", "Ana Primeira"]
    with writing():
        db.session.get_one(Participant, first.id).last_activity_on = date(2020, 1, 31)
    assert names_in(desk, f"{path}?sort=activity")[0] == "Ana Primeira"
    page = desk.get("/participants?language=uk&sort=-name")
    links = [str(link["href"]) for link in page.soup.select("#participants a[href^='/participants.']")]
    assert len(links) == 2
    for link in links:
        assert names_in(desk, link) == ["Zita Segunda", "Ana Primeira"]


@pytest.mark.clock("2026-03-01T00:30:00+00:00")
def test_numbers_are_numbers_and_days_are_days(desk: PageClient, cast: Cast, register: Register) -> None:
    person = register("Ana Primeira", language="uk", parish_id=cast.parish, birth_year=1970)
    with writing():
        stored = db.session.get_one(Participant, person.id)
        stored.created_at = datetime(2025, 7, 31, 23, 30, tzinfo=UTC)
    (row,) = rows_of(desk, "/participants.xlsx")
    assert list(row.values())[1:3] == [1970, "Amieira"]
    assert list(row.values())[4:] == [date(2026, 3, 1), date(2025, 8, 1)]  # in Lisbon it was tomorrow already
    answer = desk.get("/participants.csv").response
    assert answer.headers["Content-Disposition"].endswith("-2026-03-01.csv")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "text/csv"


@pytest.mark.parametrize("path", FILES)
def test_sealed_people_and_contacts_are_in_no_file(
    client_for: ClientFor, cast: Cast, register: Register, path: str
) -> None:
    register("Xénia Protegida", sealed=True)
    person = register("Ana Aberta", note="vem às terças")
    with making():
        add_contact(
            clerk(cast.here, cast.colleague.id),
            contact_id=new_id(),
            participant=person,
            kind="phone",
            value="+351912345678",
        )
    for staff in (cast.coordinator, cast.facilitator):
        client = client_for(staff)
        rows = rows_of(client, path)
        assert [next(iter(row.values())) for row in rows] == ["Ana Aberta"]
        assert "912345678" not in str(rows)
        assert "terças" not in str(rows)


@pytest.mark.parametrize("path", FILES)
def test_a_name_that_looks_like_a_formula_is_text(desk: PageClient, register: Register, path: str) -> None:
    register('=HYPERLINK("http://evil.example")')
    (name,) = names_in(desk, path)
    assert name == ("'" if path.endswith(".csv") else "") + '=HYPERLINK("http://evil.example")'


def test_every_file_is_noted_without_what_was_looked_for(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    register("Ana Primeira")
    register("Rui Outro")
    desk.get("/participants.csv?q=ana")
    desk.get("/participants.xlsx")
    first, second = exports()
    assert first.actor_id == cast.facilitator.id
    assert first.municipality_id == cast.here
    assert first.detail == {"fields": ["q"], "rows": 1, "file": "csv"}
    assert second.detail == {"rows": 2, "file": "xlsx"}


@pytest.mark.parametrize("path", FILES)
def test_filters_that_make_no_sense_give_no_file(desk: PageClient, register: Register, path: str) -> None:
    register("Ana Primeira")
    desk.get(f"{path}?parish=nowhere", status=422)
    assert not exports()


@pytest.mark.parametrize("path", FILES)
def test_who_gets_a_file_of_whom(client_for: ClientFor, cast: Cast, register: Register, path: str) -> None:
    register("Ana Primeira")
    assert names_in(client_for(cast.registrar), path) == ["Ana Primeira"]
    client_for(cast.stranger).get(path)
    assert exports()[-1].detail["rows"] == 0  # of the other municipality
    for person in (cast.observer, cast.administrator, cast.partner_technician):
        client_for(person).get(path, status=403)
    client_for(None).get(path, status=303)
    client_for(cast.facilitator).post(path, status=405)
    assert len(exports()) == 2


@pytest.mark.parametrize("path", FILES)
def test_reads_do_not_grow(desk: PageClient, cast: Cast, register: Register, path: str) -> None:
    register("Ana Um", parish_id=cast.parish)
    few = cost(desk, path)
    for number in range(12):
        register(f"Pessoa {number}", parish_id=cast.parish)
    assert cost(desk, path) == few <= AT_MOST
