"""Whoever observes reads no number of people as it is: on no page, in no file, nor by comparing them."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from app.core.application import Autonomus
from app.core.disclosure import BASE
from app.core.narrowing import POSSIBLE
from app.core.permission import Permission
from app.core.unit_of_work import writing
from app.workshops.attendance.operations.headcounts import count_heads
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reports.periods import MONTHS
from tests.addresses import addresses
from tests.attacker import Attacker, possible
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.initiatives_running import a_bare_initiative, a_member
from tests.factories.one_of_each import a_person, making
from tests.factories.programme import YEAR, a_year
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
OBSERVED = {
    "initiatives.report_file",
    "initiatives.report_of_year",
    "workshops.at_a_glance",
    "workshops.series_statistics",
    "workshops.series_statistics_file",
    "workshops.statistics",
    "workshops.statistics_file",
}
"""What is open to whoever reads figures: each is read below."""
NOT_PEOPLE = re.compile(r"(Sessões|Horas) (realizadas|canceladas)|Sessões|Atividades")
"""What tells nothing about anybody: how often and how long sessions were held."""


@pytest.fixture
def series(cast: Cast) -> UUID:
    """A year of many small numbers, and a series at which people without names were counted."""
    actor = cast.coordinator.actor
    with writing():
        a_year(actor, cast.parish, cast.other_parish)
        workshop = make_workshop(
            actor, kind="outreach", sessions=[date(YEAR, month, 8) for month in (1, 2, 3)]
        )
        for number, session in enumerate(list_sessions(actor, workshop)):
            heads = {"migrant": (14, 1, 12)[number], "": (20, 16, 18)[number]}
            count_heads(actor, session=session, version=session.version, heads=heads)
    with making():
        initiative = a_bare_initiative(actor, launched_on=date(YEAR, 3, 1))
        for number in range(3):
            a_member(initiative, a_person(actor, name=f"Membro {number}").id, joined_on=date(YEAR, 1, 2))
    return workshop.id


def test_whoever_reads_figures_reads_them_at_these_addresses(app: Autonomus) -> None:
    """A new one is read below too, or it tells what core/disclosure never saw."""
    found = {
        each.endpoint
        for each in addresses(app, of_all_features=True)
        if each.mark.permission is Permission.STATISTICS_READ
    }
    assert found == OBSERVED


def test_every_number_of_people_is_a_multiple_of_five(
    cast: Cast, client_for: ClientFor, series: UUID
) -> None:
    observer = client_for(cast.observer)
    pages = [f"/statistics/workshops?year={YEAR}&period={period}" for period in MONTHS]
    pages += [f"/statistics/workshops/{series}", "/at-a-glance", f"/initiatives/report?year={YEAR}"]
    read = 0
    for address in pages:
        for what, number in [*on(observer.get(address)), *in_files(observer, address)]:
            assert NOT_PEOPLE.search(what) or number % BASE == 0, (address, what, number)
            read += 1
    assert read > 1000


def test_a_month_is_not_found_from_its_quarter(cast: Cast, client_for: ClientFor, series: UUID) -> None:
    """14, 1 and 12 people without papers, counted without names in three months, and all of the quarter."""
    observer, attacker = client_for(cast.observer), Attacker()
    for period, true in {"month-1": 14, "month-2": 1, "month-3": 12, "quarter-1": 27}.items():
        page = observer.get(f"/statistics/workshops?year={YEAR}&period={period}")
        told = {what: int(number) for what, number in on(page)}
        attacker.reads(period, told.get("Participantes sem registo: Migrantes", 0), true)
    attacker.adds_up("quarter-1", ["month-1", "month-2", "month-3"])
    assert not attacker.is_wrong()
    assert possible(attacker.passed_on()["month-2"]) >= POSSIBLE
    own = observer.get(f"/statistics/workshops/{series}")
    assert dict(on(own))["Participantes sem registo: Migrantes"] == attacker.counts["quarter-1"]


def on(page: Page) -> Iterator[tuple[str, float]]:
    """Every number of a page: its table, line and column, and what stands there."""
    for table in page.soup.select("main table"):
        heads = [said_in(each) for each in table.select("thead th")][1:]
        for line in table.select("tbody tr"):
            name = f"{said_in(table.caption)}: {said_in(line.th)}"
            for head, cell in zip(heads, line.select("td"), strict=True):
                yield from numbers(f"{name} {head}".removesuffix(" Número"), said_in(cell))
    for line in page.soup.select("#glance dt"):
        yield from numbers(line.text, said_in(line.find_next("dd")))


def said_in(tag: Any) -> str:
    return str(tag.get_text(" ", strip=True))


def in_files(client: PageClient, address: str) -> Iterator[tuple[str, float]]:
    """Every number of the files of a page, each by its line; the paper is set from the same rows."""
    if address == "/at-a-glance":
        return
    way = address.replace("?", "/file?") if "?" in address else f"{address}/file?"
    files = {kind: client.get(f"{way}&format={kind}", judge=False).response.data for kind in ("csv", "xlsx")}
    for *name, said in list(csv.reader(files["csv"].decode("utf-8-sig").splitlines(), delimiter=";"))[1:]:
        yield from numbers(" ".join(name), said)
    book = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"]))
    for sheet in book.sheet_names:
        heads, *lines = book.get_sheet_by_name(sheet).to_python()
        for line in lines:
            for head, cell in zip(heads, line, strict=True):
                if isinstance(cell, float):
                    yield f"{line[1] if head == heads[-1] else line[0]} {head}", cell


def numbers(what: str, said: str) -> Iterator[tuple[str, float]]:
    """The number in a cell, hours without their minutes; nothing where it is left out."""
    if found := re.match(r"\d+(,\d+)?", said):
        yield what, float(found[0].replace(",", "."))
