"""Many services in the exchange format: made by the worker, some at a time, to the letter as at once."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.core import clock, jobs
from app.core.db import db, new_id
from app.core.task_files import place_of
from app.core.task_work import carry_out
from app.core.tasks import Task, TaskState
from app.core.unit_of_work import writing
from app.directory.services.operations.importing import import_exchange, read_exchange
from app.directory.services.queries import services
from app.ui import list_files
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_service, publish
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]
ADDRESS = "/directory/services.json?state=published"
"""Four of five, read two at a time; three are many here."""


@pytest.fixture(autouse=True)
def five_services(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name at the square, the quay, the square, the square; what nobody has published yet is last."""
    monkeypatch.setattr(services, "READ_AT_ONCE", 2)
    actor = cast.coordinator.actor
    with making():
        square, quay = (a_place(actor, cast.town_hall, name=name) for name in ("Praça «nova»", "Cais"))
        for name, place in (("Aulas", square), ("Banhos", quay), ("Cartas", square), ("Dúvidas", square)):
            publish(actor, a_service(actor, place, name=name, what_to_bring='Papéis\n"todos"'))
        a_service(actor, quay, name="Esboço")


@pytest.fixture
def desk(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.facilitator)


@pytest.fixture
def at_once(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The file as it is made while the list is short; from then on it is long."""
    answer = desk.get(ADDRESS, judge=False).response
    assert answer.mimetype == "application/json"
    monkeypatch.setattr(list_files, "AT_ONCE", 2)
    return answer.get_data()


def prepare(client: PageClient, address: str = ADDRESS) -> str:
    """Ask for the file, and have it prepared; where that leads."""
    return client.post("/tasks", client.get(address).form("/tasks")).location


def task_at(place: str) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, UUID(place.rpartition("/")[2]), populate_existing=True)


def file_at(client: PageClient, place: str) -> bytes:
    return client.get(f"{place}/file", judge=False).response.get_data()


def names(content: bytes, of: str) -> list[str]:
    return [each["nom"] for each in json.loads(content)[of]]


def test_a_short_list_is_answered_at_once_and_laid_out_to_be_read(at_once: bytes) -> None:
    assert at_once == json.dumps(json.loads(at_once), ensure_ascii=False, indent=1).encode()
    assert list(json.loads(at_once)) == ["structures", "services"]
    assert names(at_once, "services") == ["Aulas", "Banhos", "Cartas", "Dúvidas"]
    assert names(at_once, "structures") == ["Praça «nova»", "Cais"], "each once, where it is first named"


def test_a_long_list_is_prepared_and_the_same_to_the_letter(desk: PageClient, at_once: bytes) -> None:
    place = prepare(desk)
    jobs.run_due()
    answer = desk.get(f"{place}/file", judge=False).response
    assert answer.get_data() == at_once
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == "attachment; filename=servicos.json"
    task = task_at(place)
    assert (task.state, task.done, task.total) == (TaskState.DONE, 4, 4)


def test_the_filters_are_kept(desk: PageClient, at_once: bytes) -> None:
    short = "/directory/services.json?state=draft"
    assert names(desk.get(short, judge=False).response.get_data(), "services") == ["Esboço"]
    place = prepare(desk, "/directory/services.json")
    jobs.run_due()
    everything = ["Aulas", "Banhos", "Cartas", "Dúvidas", "Esboço"]
    assert names(file_at(desk, place), "services") == everything
    desk.get("/directory/services.json?state=nowhere", status=422)


def test_nothing_is_an_empty_file(desk: PageClient) -> None:
    nothing = desk.get("/directory/services.json?state=suspended", judge=False).response.get_data()
    assert nothing == b'{\n "structures": [],\n "services": []\n}'


def test_it_comes_in_again_unchanged(cast: Cast, desk: PageClient, at_once: bytes) -> None:
    place = prepare(desk)
    jobs.run_due()
    read = read_exchange(file_at(desk, place))
    wanted: dict[str, Any] = {"municipality_id": cast.here, "organisation_id": cast.town_hall}
    with making():
        report = import_exchange(cast.coordinator.actor, import_id=new_id(), rows=read.entries, **wanted)
    assert (report.added, report.changed, report.unchanged, report.broken) == (0, 0, 6, [])


def test_whoever_was_killed_begins_anew(desk: PageClient, at_once: bytes) -> None:
    place = prepare(desk)
    steps = carry_out({"task_id": str(task_at(place).id)})
    assert steps is not None
    next(steps)
    del steps  # as if the process had ended
    assert task_at(place).done == 2
    jobs.run_due()
    assert file_at(desk, place) == at_once
    assert task_at(place).done == 4


def test_who_lost_the_right_meanwhile_gets_nothing(cast: Cast, desk: PageClient, at_once: bytes) -> None:
    ready, begun = prepare(desk), prepare(desk)
    jobs.run_due()
    again = prepare(desk)
    assert file_at(desk, ready) == file_at(desk, begun) == at_once
    steps = carry_out({"task_id": str(task_at(again).id)})
    assert steps is not None
    next(steps)
    with writing():
        for each in db.session.scalars(select(Membership).where(Membership.staff_id == cast.facilitator.id)):
            each.ended_at = clock.now()
    assert list(steps) == []
    task = task_at(again)
    assert (task.state, task.name) == (TaskState.REFUSED, "")
    assert not place_of(task.id).exists()
    desk.get(f"{ready}/file", status=403)


def test_nobody_else_finds_it(cast: Cast, desk: PageClient, client_for: ClientFor, at_once: bytes) -> None:
    place = prepare(desk)
    jobs.run_due()
    for other in (cast.coordinator, cast.stranger):
        client_for(other).get(f"{place}/file", status=404)
    client_for(cast.observer).get(ADDRESS, status=403)


def test_each_list_leaves_in_its_own_formats_only(desk: PageClient, at_once: bytes) -> None:
    for address, ending in ((ADDRESS, "csv"), (ADDRESS.replace("json", "csv"), "json")):
        desk.post("/tasks", desk.get(address).form("/tasks") | {"ending": ending}, status=404)
    assert not db.session.query(Task).count()
