"""Initiatives in figures: exact for whoever needs them, rounded for the others, and a year stays as told."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from app.core.audit import AuditEntry
from app.core.db import db
from app.initiatives.groups.models import Kind, MemberState
from app.initiatives.money.models import MovementKind, SourceKind
from app.initiatives.reports.models import InitiativesTold
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.initiatives_running import a_bare_initiative, a_member, sales
from tests.factories.one_of_each import a_person, making

ClientFor = Callable[[Person | None], PageClient]
EXACT = "/initiatives/report/exact"
YEAR_2024 = "first=1&first=1&first=2024&last=31&last=12&last=2024"
pytestmark = pytest.mark.clock("2025-08-01T10:00:00+00:00")


def rows_of(page: Page) -> dict[str, list[str]]:
    """What stands in the table, by the name of the row."""
    found = {}
    for row in page.soup.select("main table tbody tr"):
        head = row.find("th")
        assert head
        found[head.get_text(strip=True)] = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    return found


def a_year(cast: Cast) -> None:
    """Three cooperatives launched in 2024, of which one was closed after four months, and a family's idea."""
    actor = cast.facilitator.actor
    with making():
        both = a_person(actor, name="Nas duas").id
        for number in range(3):
            made = a_bare_initiative(
                actor,
                title=f"Cooperativa {number}",
                launched_on=date(2024, 3, 1),
                closed_on=date(2024, 7, 1) if number == 0 else None,
            )
            a_member(made, both, joined_on=date(2024, 1, 2))
            a_member(made, a_person(actor, name=f"Só na {number}").id, joined_on=date(2024, 1, 2))
            sales(made, 120_050, date(2024, 6, 1))
            sales(made, 900_000, date(2024, 6, 1), SourceKind.MUNICIPAL)
            sales(made, 700, date(2025, 1, 1))
        family = a_bare_initiative(actor, title="Família", kind=Kind.FAMILY)
        a_member(
            family, both, joined_on=date(2024, 5, 1), state=MemberState.LEFT.value, left_on=date(2024, 6, 1)
        )
        a_member(family, a_person(actor, name="Convidada").id, state=MemberState.INVITED.value)
        mistake = sales(family, 5_000, date(2024, 6, 1))
        undone = sales(family, -5_000, date(2024, 6, 2))
        undone.source_id, undone.reverses_id = mistake.source_id, mistake.id
        undone.kind = MovementKind.RECEIVED.value


def test_exact_figures_are_those_of_the_days_that_were_chosen(cast: Cast, client_for: ClientFor) -> None:
    a_year(cast)
    client = client_for(cast.coordinator)
    client.get(EXACT)
    assert not db.session.query(AuditEntry).filter_by(action="statistics.opened_exact").count()
    page = client.get(f"{EXACT}?{YEAR_2024}")
    rows = rows_of(page)
    services, family, everything = (
        rows["Cooperativa de serviços"],
        rows["Microiniciativa familiar"],
        list(rows.values())[-1],
    )
    assert services[:3] == ["0", "3", "2"]
    assert not services[3].isdigit(), "a year after the last day of the period has not gone by"
    assert services[5] == "4"
    assert "".join(services[6].split()) == "3601,50€"
    assert family[5] == "1"
    assert family[6].startswith("0,00")
    assert (everything[1], everything[5]) == ("3", "4")
    assert db.session.query(AuditEntry).filter_by(action="statistics.opened_exact").count() == 1


def test_who_observes_reads_rounded_figures_alone(cast: Cast, client_for: ClientFor) -> None:
    a_year(cast)
    client = client_for(cast.observer)
    told = [cell for row in rows_of(client.get("/initiatives/report?year=2024")).values() for cell in row]
    assert all(int(cell) % 5 == 0 for cell in told if cell.isdigit())
    client.get(f"{EXACT}?{YEAR_2024}", status=403)
    client_for(cast.facilitator).get("/initiatives/report", status=403)
    client.get("/initiatives/report?year=zero", status=422)
    client.get("/initiatives/report/file?year=zero&format=csv", status=422)
    client.get("/initiatives/report/file?year=2024&format=doc", status=404)


def test_a_year_that_is_over_stays_as_it_was_told(cast: Cast, client_for: ClientFor) -> None:
    a_year(cast)
    client = client_for(cast.observer)
    before = rows_of(client.get("/initiatives/report?year=2024"))
    assert {each.part for each in db.session.query(InitiativesTold)} == {"year", "after_6"}
    with making():
        for number in range(30):
            a_bare_initiative(cast.facilitator.actor, title=f"Depois {number}", launched_on=date(2024, 5, 1))
    assert rows_of(client.get("/initiatives/report?year=2024")) == before


def test_a_year_that_goes_on_is_counted_anew(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.observer)
    assert list(rows_of(client.get("/initiatives/report")).values())[-1][0] == "0"
    with making():
        for number in range(30):
            a_bare_initiative(cast.facilitator.actor, title=f"Nova {number}")
    assert int(list(rows_of(client.get("/initiatives/report")).values())[-1][0]) == 30
    assert not db.session.query(InitiativesTold).count()


def test_files_say_the_same_and_what_it_means(cast: Cast, client_for: ClientFor) -> None:
    a_year(cast)
    client = client_for(cast.coordinator)
    page = rows_of(client.get(f"{EXACT}?{YEAR_2024}"))
    sent = client.get(f"{EXACT}/file?{YEAR_2024}&format=csv", judge=False).response.data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent), delimiter=";"))
    assert {row[0] for row in rows[1:]} == set(page)
    by_kind = {row[0]: row[1:] for row in rows}
    assert by_kind["Cooperativa de serviços"][:4] == page["Cooperativa de serviços"][:4]
    sent = client.get(f"{EXACT}/file?{YEAR_2024}&format=xlsx", judge=False).response.data
    book = CalamineWorkbook.from_filelike(io.BytesIO(sent))
    assert len(book.sheet_names) == 2
    assert len(book.get_sheet_by_index(0).to_python()) == len(rows)


def test_strangers_see_figures_of_their_own_place(cast: Cast, client_for: ClientFor) -> None:
    a_year(cast)
    rows = rows_of(client_for(cast.stranger_coordinator).get(f"{EXACT}?{YEAR_2024}"))
    assert all(row[1] == "0" and row[5] == "0" for row in rows.values())
