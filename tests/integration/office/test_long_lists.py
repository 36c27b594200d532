"""A long list as a file: prepared by the worker, fetched by whoever asked and still may, and noted then."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.accounts.models import Membership
from app.core import clock, jobs
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.exports import SPREADSHEETS, TYPES
from app.core.sheets import read_rows
from app.core.task_files import KEPT
from app.core.tasks import Task, TaskState
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.ui import list_files
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making, one_of_each
from tests.htmx import normalised, patched
from tests.integration.office.conftest import HTMX, ClientFor, Register

LIST = "/participants.csv?q=ana&sort=-name"
"""Three of them are called Ana; two rows are many here."""


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch, register: Register) -> None:
    monkeypatch.setattr(list_files, "AT_ONCE", 2)
    for name in ("Ana Três", "Ana Um", "Rui Outro", "Ana Dois"):
        register(name)
    register("Ana Protegida", sealed=True)


def prepare(client: PageClient, address: str = LIST) -> str:
    """Ask for the list, and then for its file; where that leads."""
    return client.post("/tasks", client.get(address).form("/tasks")).location


def ready(client: PageClient, address: str = LIST) -> str:
    """The same, and the worker has made it."""
    place = prepare(client, address)
    jobs.run_due()
    return place


def task_at(place: str) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, UUID(place.rpartition("/")[2]), populate_existing=True)


def names_in(client: PageClient, place: str, name: str = "lista.csv") -> list[str]:
    data = client.get(f"{place}/file", judge=False).response.get_data()
    return [str(next(iter(row.cells.values()))) for row in read_rows(data, name, limit=9)]


def exports() -> list[dict[str, Any]]:
    query = select(AuditEntry.detail).where(AuditEntry.action == "participants.exported")
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


@pytest.mark.parametrize("ending", SPREADSHEETS)
def test_a_long_list_is_prepared_fetched_and_noted(desk: PageClient, ending: str) -> None:
    place = prepare(desk, LIST.replace("csv", ending))
    assert "Começa dentro de momentos" in desk.get(place).text
    assert not exports(), "nothing has left yet"
    jobs.run_due()
    page = desk.get(place)
    assert page.soup.select_one(f'#task a[href="{place}/file"]')
    answer = desk.get(f"{place}/file", judge=False).response
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=participantes-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == TYPES[ending].partition(";")[0]
    assert names_in(desk, place, f"lista.{ending}") == ["Ana Um", "Ana Três", "Ana Dois"]
    assert exports() == [{"fields": ["q"], "rows": 3, "file": ending}] * 2, "every time"


def test_it_can_be_stopped_and_asked_for_again(desk: PageClient) -> None:
    place = prepare(desk)
    page = desk.get(place)
    desk.post(f"{place}/stop", page.form(f"{place}/stop"))
    jobs.run_due()
    page = desk.get(place)
    assert "Foi parado a seu pedido" in page.text
    assert "Nada se fez" in page.text
    assert not page.soup.select(f'a[href="{place}/file"], form[action="{place}/stop"]')
    assert task_at(place).state == TaskState.STOPPED
    assert ready(desk) != place


def test_a_short_list_is_answered_at_once(desk: PageClient) -> None:
    assert desk.get("/participants.csv?q=rui").response.mimetype == "text/csv"
    assert not db.session.query(Task).count()


@pytest.mark.parametrize("address", ["/directory/offers.csv", "/directory/services.xlsx"])
def test_other_long_lists_too(
    desk: PageClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
    monkeypatch.setattr(list_files, "AT_ONCE", 0)
    place = ready(desk, address)
    assert len(names_in(desk, place, address)) == task_at(place).done > 0


def test_the_same_form_sent_twice_is_one_task(desk: PageClient) -> None:
    form = desk.get(LIST).form("/tasks")
    assert desk.post("/tasks", form).location == desk.post("/tasks", form).location
    assert db.session.query(Task).count() == 1


def test_how_far_it_is_is_shown_without_and_with_javascript(desk: PageClient) -> None:
    place = prepare(desk)
    with writing():
        task = db.session.get_one(Task, UUID(place.rpartition("/")[2]))
        task.state, task.done, task.total = TaskState.RUNNING.value, 4_000, 100_000
    page = desk.get(place)
    bar = page.soup.select_one("#task progress")
    assert bar
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("4000", "100000", "4\xa0000 de 100\xa0000")
    look = page.soup.select_one(f'#task a[href="{place}"][data-hx-get="{place}"]')
    assert look
    assert "every 2s" in str(look["data-hx-trigger"])
    assert page.soup.select_one(f'noscript meta[http-equiv="refresh"][content="5; url={place}?refresh=1"]')
    jobs.run_due()
    part = desk.get(place, headers=HTMX).html
    fresh = desk.get(place)
    assert normalised(patched(page.soup, part)) == normalised(fresh.soup)
    assert not fresh.soup.select("noscript meta[http-equiv]"), "it stops when it is over"
    assert "every 2s" not in part


def test_it_says_so_where_the_worker_does_not_run(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    place = prepare(desk)
    assert "Tem de esperar" not in desk.get(place).text
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    assert "Tem de esperar" in desk.get(place).text


def test_nobody_else_finds_it(desk: PageClient, client_for: ClientFor, cast: Cast) -> None:
    place = ready(desk)
    for other in (cast.coordinator, cast.colleague, cast.stranger, cast.observer):
        for address in (place, f"{place}/file"):
            client_for(other).get(address, status=404)
    client_for(None).get(place, status=303)
    assert not exports()


def test_who_may_no_longer_read_the_list_gets_no_file(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    place, later = ready(desk), prepare(desk)
    with writing():
        theirs = select(Membership).where(Membership.staff_id == cast.facilitator.id)
        for each in db.session.scalars(theirs):
            each.role = "observer"
    desk.get(f"{place}/file", status=403)
    jobs.run_due()
    assert task_at(later).state == TaskState.REFUSED
    assert "mudou desde que o pediu" in desk.get(later).text
    assert not exports()


def test_who_may_not_read_a_list_cannot_ask_for_its_file(client_for: ClientFor, cast: Cast) -> None:
    form = client_for(cast.facilitator).get(LIST).form("/tasks")
    form.pop("csrf_token")
    client_for(cast.observer).post("/tasks", form, status=403)
    client_for(cast.stranger).post("/tasks", form, status=409)  # drawn in another municipality
    client_for(cast.facilitator).post("/tasks", form | {"kind": "nothing"}, status=404)
    client_for(cast.facilitator).post("/tasks", form | {"query": "parish=nowhere"}, status=422)
    assert not db.session.query(Task).count()


def test_nobody_who_became_protected_leaves_in_a_file_of_before(
    desk: PageClient, cast: Cast, register: Register
) -> None:
    person_id, place = register("Ana Quatro").id, ready(desk)
    with making():
        person = db.session.get_one(Participant, person_id)
        seal(clerk(cast.here, cast.colleague.id), participant=person, reason="risk_to_person")
    assert "O ficheiro já não está guardado" in desk.get(place).text
    desk.get(f"{place}/file", status=404)


def test_the_file_is_gone_after_a_day(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ready(desk)
    now = clock.now()
    with writing():
        db.session.get_one(Task, UUID(place.rpartition("/")[2])).finished_at = now - KEPT
    assert "O ficheiro já não está guardado" in desk.get(place).text
    desk.get(f"{place}/file", status=404)


def test_a_file_that_cannot_be_noted_does_not_leave(
    desk: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ready(desk)

    def full(_notes: object) -> None:
        raise OperationalError("BEGIN", {}, Exception("full"))

    monkeypatch.setattr("app.core.unit_of_work._write", full)
    desk.get(f"{place}/file", status=503)
