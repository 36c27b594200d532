"""What a report tells of a year: the same as counting one by one, and nobody who could be told apart."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.disclosure import BASE, EXACT, rounded
from app.core.errors import Forbidden
from app.core.unit_of_work import writing
from app.network.models import Parish
from app.people.facts.held import held_on, said
from app.people.facts.queries import list_facts
from app.people.groups import DECLARED, groups_of
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.skills.models.inventory import Inventory, InventoryEntry
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.session import Session
from app.workshops.reports.queries.programme import offers_filled, programme_report
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.programme import YEAR, a_year

ClientFor = Callable[[Person | None], PageClient]
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
EXACTLY = f"/statistics/exact?first={YEAR}-01-01&last={YEAR}-12-31"
OBSERVED = f"/statistics/workshops?year={YEAR}&period=year"
pytestmark = pytest.mark.usefixtures("year")


@pytest.fixture
def year(cast: Cast) -> list[Participant]:
    with writing():
        return a_year(cast.coordinator.actor, cast.parish, cast.other_parish)


def month_of(moment: datetime | None) -> int:
    assert moment
    return moment.astimezone(ZoneInfo("Europe/Lisbon")).month - 1


def groups_at(person: Participant) -> Iterable[str]:
    """The groups somebody belonged to at the end of the year, read one by one."""
    held = held_on(list_facts(person.id), date(YEAR, 12, 31))
    return groups_of(said(held), YEAR)


def one_by_one() -> dict[str, list[tuple[Any, int]]]:
    """Whose and in which month, for each thing that happened, row by row."""
    sessions = {each.id: each.on.month - 1 for each in db.session.query(Session)}
    places = {each.id: each.participant_id for each in db.session.query(Enrolment)}
    return {
        "registered": [(each.id, month_of(each.created_at)) for each in db.session.query(Participant)],
        "kept": [
            (each.participant_id or each.id, month_of(each.created_at))
            for each in db.session.query(Inventory)
            if each.saved_at or each.claimed_at
        ],
        "confirmed": [
            (each.participant_id, month_of(each.confirmed_at))
            for each in db.session.query(InventoryEntry)
            if each.confirmed_at
        ],
        "certified": [
            (each.participant_id, month_of(each.issued_at)) for each in db.session.query(Certificate)
        ],
        "came": [
            (places[each.enrolment_id], sessions[each.session_id]) for each in db.session.query(Attendance)
        ],
    }


def test_figures_are_what_counting_one_by_one_gives(cast: Cast) -> None:
    found = programme_report(cast.coordinator.actor, FIRST, LAST, EXACT)
    people = {each.id: each for each in db.session.query(Participant)}
    for kind, rows in one_by_one().items():
        column = found.columns[kind]
        whose = {key for key, _ in rows}
        known = [people[key] for key in whose if key in people]
        assert rows, kind
        assert (column.times, column.people) == (len(rows), len(whose)), kind
        months = Counter(month for _, month in rows)
        assert column.by["month"] == {str(month): months[month] for month in range(12)}, kind
        parishes = Counter(str(each.parish_id or "") for each in known)
        languages = Counter(each.language for each in known)
        if nameless := len(whose) - len(known):
            parishes[""] += nameless
            languages[""] += nameless
        assert column.by["parish"] == parishes, kind
        assert column.by["language"] == languages, kind
        groups = Counter(group for each in known for group in DECLARED.keys() & groups_at(each))
        assert column.by["group"] == groups, kind
        old = sum(bool(each.birth_year and YEAR - each.birth_year >= 65) for each in known)
        assert column.by["age"].get("65_or_over", 0) == old, kind
    assert found.columns["registered"].by["month"]["6"] == 1  # after midnight in Lisbon, not yet in UTC
    assert found.totals == {"begun": 16, "seated": 18}
    filled = offers_filled(cast.coordinator.actor, FIRST, LAST, EXACT)
    assert filled == {"programme": 1, "other": 0, "unknown": 0, "": 1}


def test_a_few_days_are_told_alone(cast: Cast) -> None:
    found = programme_report(cast.coordinator.actor, date(YEAR, 7, 1), date(YEAR, 7, 31), EXACT)
    assert (found.columns["registered"].times, found.columns["certified"].times) == (1, 7)
    assert programme_report(cast.stranger_coordinator.actor, FIRST, LAST, EXACT).columns["kept"].times == 0


def test_protected_people_count_like_others(cast: Cast, year: list[Participant]) -> None:
    actor = cast.coordinator.actor
    before = programme_report(actor, FIRST, LAST, rounded()).columns
    with writing():
        person = db.session.get_one(Participant, year[0].id)
        seal(actor, participant=person, reason="risk_to_person")
    assert programme_report(actor, FIRST, LAST, rounded()).columns == before


def told_on(page: Any) -> dict[tuple[str, str, str], str]:
    """The numbers of a page's wide tables: by table, line and column."""
    found = {}
    for table in page.soup.select(".report-grid table")[:-1]:  # the last one is series by series
        heads = [each.get_text(" ", strip=True) for each in table.select("thead th")][1:]
        for line in table.select("tbody tr"):
            name = line.select_one("th").get_text(" ", strip=True)
            for head, cell in zip(heads, line.select("td"), strict=True):
                found[table.caption.get_text(strip=True), name, head] = cell.get_text(strip=True)
    return found


def test_whoever_observes_sees_no_number_as_it_is(cast: Cast, client_for: ClientFor) -> None:
    """Of people no more than four away; a line of nobody is not there."""
    exact = told_on(client_for(cast.coordinator).get(EXACTLY))
    observed = told_on(client_for(cast.observer).get(OBSERVED))
    assert observed.keys() <= exact.keys()
    assert all(int(exact[key]) < BASE for key in exact.keys() - observed.keys())
    assert {"1", "2", "3", "4"} & {*exact.values()}
    told = {key: int(said) for key, said in observed.items() if said != "omitido"}
    assert not [key for key, number in told.items() if number % BASE]
    of_people = [key for key in told if key[0] != "Por mês"]
    assert all(abs(told[key] - int(exact[key])) < BASE for key in of_people)
    assert len(told) >= len(observed) - 4


def test_who_came_is_told_by_age_and_group_once(cast: Cast, client_for: ClientFor) -> None:
    """Two tables of the same people may leave out different numbers."""
    for person, address in ((cast.coordinator, EXACTLY), (cast.observer, OBSERVED)):
        titles = [
            each.get_text(strip=True) for each in client_for(person).get(address).soup.select("caption")
        ]
        assert {"Por idade", "Por grupo"} <= {*titles}
        assert not {"Idade de quem participou", "Grupos de quem participou"} & {*titles}


def test_only_a_year_that_is_over_is_told_to_everybody(cast: Cast, client_for: ClientFor) -> None:
    """A quarter beside its months, or a running year read twice, would tell one person from the others."""
    observer = client_for(cast.observer)
    for period in ("half-1", "quarter-1", "month-7"):
        page = observer.get(f"/statistics/workshops?year={YEAR}&period={period}")
        assert not told_on(page)
        assert "anos civis já terminados" in page.text
    today = clock.today("Europe/Lisbon")
    assert not told_on(observer.get(f"/statistics/workshops?year={today.year}&period=year"))
    observer.get(f"/statistics/workshops?year={YEAR}&period=days&first={FIRST}&last={LAST}", status=422)
    with pytest.raises(Forbidden):
        programme_report(cast.facilitator.actor, FIRST, LAST, rounded())


def test_exact_numbers_are_for_few_and_their_opening_is_kept(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    for person in (cast.observer, cast.facilitator, cast.administrator):
        client_for(person).get(EXACTLY, status=403)
        client_for(person).get(EXACTLY.replace("exact?", "exact/file?format=csv&"), status=403)
    coordinator.get("/statistics/exact")
    opened = db.session.query(AuditEntry).filter_by(action="statistics.opened_exact")
    assert opened.count() == 0
    coordinator.get(f"/statistics/exact?first={YEAR}-03-05&last={YEAR}-03-04", status=422)
    coordinator.get(f"/statistics/exact/file?format=csv&first={YEAR}-03-05", status=422)
    coordinator.get("/statistics/exact?first=1999-03-05&last=2026-03-04", status=422)
    coordinator.get(EXACTLY)
    db.session.rollback()
    assert [each.detail for each in opened] == [{"since": f"{YEAR}-01-01", "until": f"{YEAR}-12-31"}]
    coordinator.get(EXACTLY.replace("exact?", "exact/file?format=pdf&"), judge=False)
    db.session.rollback()
    assert opened.count() == 2


def test_files_say_what_the_page_says(cast: Cast, client_for: ClientFor) -> None:
    for person, address in ((cast.coordinator, EXACTLY), (cast.observer, OBSERVED)):
        client = client_for(person)
        page = told_on(client.get(address))
        file = address.replace("?", "/file?") + "&format="
        text = client.get(f"{file}people-csv", judge=False).response.data.decode("utf-8-sig")
        lines = list(csv.reader(text.splitlines(), delimiter=";"))[1:]
        assert {(table, line, what): number for table, line, what, number in lines} == page
        book = ZipFile(BytesIO(client.get(f"{file}xlsx", judge=False).response.data))
        sheets = book.read("xl/workbook.xml").decode()
        assert all(f'name="{table}"' in sheets for table, _, _ in page)
        assert client.get(f"{file}pdf", judge=False).response.data.startswith(b"%PDF")


def test_pictures_stand_before_their_tables_and_say_what_they_show(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.coordinator).get(EXACTLY)
    pictures = page.soup.select("figure.bars svg")
    assert len(pictures) == 4
    for each in pictures:
        assert each["role"] == "img"
        named = {one["id"]: one.get_text(strip=True) for one in each.select("title, desc")}
        assert all(named[str(each[mark])] for mark in ("aria-labelledby", "aria-describedby"))
    numbers = [each.get_text(strip=True) for each in pictures[0].select(".bars-number")]
    grid = told_on(page)
    drawn = ("Por mês", "Pessoas registadas")
    registered = [said for (table, _, what), said in grid.items() if (table, what) == drawn]
    assert numbers == registered[:-1]


def test_no_bar_is_longer_than_its_picture(cast: Cast, client_for: ClientFor) -> None:
    """Two parishes may have one name."""
    with writing():
        names = [db.session.get_one(Parish, each) for each in (cast.parish, cast.other_parish)]
        names[1].name = names[0].name
    for picture in client_for(cast.coordinator).get(EXACTLY).soup.select("figure.bars svg"):
        widths = [str(each["width"]) for each in picture.select("rect:not(.bars-track)")]
        assert max(int(width.removesuffix("%")) for width in widths) == 100


def test_reports_cost_as_many_queries_whoever_comes(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    with clock.frozen_at(clock.now()):
        few = {page: cost(client, page) for page in (EXACTLY, OBSERVED)}
        with writing():
            a_year(cast.coordinator.actor, cast.parish, cast.other_parish)
        assert {page: cost(client, page) for page in few} == few
    assert max(few.values()) <= AT_MOST, few
