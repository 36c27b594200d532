"""Long lists that somebody brings: looked at in the form, brought in by the worker, some rows at a time."""

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from app.accounts.models import Membership
from app.core import jobs, tasks
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.exports import csv_file
from app.core.task_work import carry_out
from app.core.tasks import Task, TaskState
from app.core.unit_of_work import writing
from app.directory.index.models import DirectoryEntry, DirectoryImport
from app.directory.services.models import Service, Structure
from app.directory.services.operations import importing
from app.directory.services.operations import listed as list_imports
from app.directory.services.views import imports, listed
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.operations import offer_imports
from app.directory.shelves.views import offers
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.directory import a_place_row, a_row
from tests.factories.lists import bring_in, look_at
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
URL, NEW = "/directory/offers/imports", "/directory/imports/new"
ROWS = [["Pedreiro", "1"], ["Pintor", "2"], ["", "3"], ["Pastor", "4"], ["Padeiro", "5"], ["Pintor", "2"]]
"""Five good ones in three goes of two; one is broken, one stands there twice."""

HEADINGS = ["Título", "N.º da oferta"]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (offers, imports, listed, offer_imports, importing, list_imports):
        monkeypatch.setattr(each, "AT_ONCE", 2)


def bring(client: PageClient, *, status: int = 303, headings: Sequence[str] = HEADINGS) -> Page:
    data = csv_file(headings, ROWS)
    form = client.get(URL).form(URL)
    sent = {**form, "source": "IEFP", "upload": (io.BytesIO(data), "lista.csv")}
    sending = client.post(URL, sent, status=status)
    if status != 303:
        return sending
    preview = client.follow(sending)
    return client.post(sending.location, preview.form(sending.location))


def count(kind: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def only(kind: type[Any]) -> Any:
    db.session.rollback()
    return db.session.scalars(select(kind).execution_options(populate_existing=True)).one()


def steps_of(task: Task) -> Any:
    return carry_out({"task_id": str(task.id)})


def tally(report: DirectoryImport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, len(report.broken)


def test_a_long_list_is_brought_in_by_the_worker(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    place = bring(client, headings=["Título", "Cor"]).location
    page = client.get(place)
    assert "Começa dentro de momentos" in page.text
    assert count(Offer) == 0
    jobs.run_due()
    report = client.get(client.get(place, status=303).location)
    assert report.soup.select_one("a[href$='broken.csv']")
    assert tally(only(DirectoryImport))[3] == 2
    assert count(Offer) == count(DirectoryEntry) == 4


def test_the_same_long_list_again_changes_nothing(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    for expected in ((4, 0, 0, 2), (0, 0, 4, 2)):
        bring(client)
        jobs.run_due()
        reports = db.session.scalars(select(DirectoryImport).order_by(DirectoryImport.id.desc()))
        latest = reports.first()
        assert latest
        assert tally(latest) == expected
    assert count(Offer) == 4


def test_who_was_killed_between_two_goes_doubles_nothing(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    place = bring(client).location
    steps = steps_of(only(Task))
    next(steps)
    del steps  # as if the process had ended
    assert count(Offer) == 2
    assert "2 de 4" in client.get(place).soup.select_one("#task progress")["aria-label"]  # type: ignore[index]
    report = client.get(f"{URL}/{only(Task).id}")
    assert "ainda está a ser lida" in report.text, "who looks at the report is told that it is not all"
    jobs.run_due()
    assert tally(only(DirectoryImport)) == (4, 0, 0, 2)
    assert count(Offer) == 4
    acts = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "offer.imported")
    assert db.session.scalar(acts) == 1


def test_who_may_no_longer_write_brings_in_no_more(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    place = bring(client).location
    steps = steps_of(only(Task))
    next(steps)
    with writing():
        for each in db.session.scalars(select(Membership).where(Membership.staff_id == cast.facilitator.id)):
            each.role = "observer"
    assert not list(steps)
    assert only(Task).state == TaskState.REFUSED
    assert count(Offer) == 2
    assert "mantêm-se: 2" in client.get(place).text


def test_what_is_wrong_with_a_long_list_is_said_in_the_form(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = bring(client, status=422, headings=["Local", "Cor"])
    assert [each.text.strip() for each in page.soup.select("#upload-error")] == ["“Título” está em branco."]
    assert page.form(URL)["source"] == "IEFP"
    assert count(Task) == 0


def test_back_from_a_list_that_is_being_brought_in_leads_to_how_far_it_is(
    cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    services = [["Um", "Casa", "A"], ["Dois", "Casa", "B"], ["Três", "Casa", "C"]]
    exchanged = json.dumps([a_row(1), a_row(2), a_row(3)]).encode()
    town_hall = {"organisation_id": str(cast.town_hall)}
    for url, data, name, fields in (
        (URL, csv_file(HEADINGS, ROWS), "lista.csv", {"source": "IEFP"}),
        (NEW, csv_file(["Nome", "Local", "Descrição"], services), "a.csv", town_hall),
        (NEW, exchanged, "dados.json", town_hall),
    ):
        preview = look_at(client, url, data, name, **fields)
        address = preview.response.request.path
        place = client.post(address, preview.form(address)).location
        assert client.get(address, status=303).location == place
        client_for(cast.facilitator).get(address, status=404)
        jobs.run_due()
        client.get(client.get(place, status=303).location)


def test_what_waits_since_an_earlier_release_is_brought_in(cast: Cast, client_for: ClientFor) -> None:
    """It kept the files as they were sent, and the name of a list of offers."""
    client = client_for(cast.coordinator)
    exchanged = {"structures": [a_place_row()], "services": [a_row(1), a_row(2), a_row(3, nom="")]}
    town_hall = {"organisation_id": str(cast.town_hall), "publish": True}
    for kind, asked, sent, expected in (
        (offers.IMPORT, {"source": "IEFP", "filename": "a.csv"}, csv_file(HEADINGS, ROWS), (4, 0, 0, 2)),
        (importing.TASK, town_hall, json.dumps(exchanged, indent=1).encode("utf-8-sig"), (3, 0, 0, 1)),
    ):
        with making():
            actor = clerk(cast.here, cast.coordinator.id)
            task = tasks.ask(
                actor, kind, asked, task_id=new_id(), municipality_id=cast.here, leads_to="/", sent=sent
            )
        jobs.run_due()
        report = db.session.get_one(DirectoryImport, task.id)
        assert tally(report) == expected
        assert client.get(f"/tasks/{task.id}", status=303).location == "/"


def test_the_same_form_sent_twice_is_one_list(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    form, data = client.get(URL).form(URL), csv_file(["Título", "Cor"], ROWS)
    first, second = (
        client.post(URL, {**form, "source": "IEFP", "upload": (io.BytesIO(data), "lista.csv")})
        for _ in range(2)
    )
    assert first.location == second.location
    assert count(Task) == 1


def test_a_long_list_of_services(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    told = [
        ["Um", "Casa", "A"],
        ["Dois", "Casa", "B"],
        ["Três", "", "C"],
        ["Um", "Casa", "A"],
        ["Quatro", "Largo", "D"],
    ]
    data = csv_file(["Nome", "Local", "Descrição"], told)
    for expected in ((3, 0, 0, 2), (0, 0, 3, 2)):
        preview = look_at(
            client, "/directory/imports/new", data, "a.csv", organisation_id=str(cast.town_hall)
        )
        assert "Tem 5 linhas" in preview.text
        bring_in(client, preview)
        if not count(DirectoryImport):
            steps = steps_of(only(Task))
            next(steps)
            del steps  # as if the process had ended
        jobs.run_due()
        latest = db.session.scalars(select(DirectoryImport).order_by(DirectoryImport.id.desc())).first()
        assert latest
        assert tally(latest) == expected
    assert (count(Structure), count(Service)) == (2, 3)


def test_a_long_file_of_services(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    rows = [a_row(1), a_row(2, nom=""), a_row(3), a_place_row(), a_row(1), a_row(4)]

    def send() -> str:
        page = client.get("/directory/imports/new")
        fields = page.form("/directory/imports") | {"organisation_id": str(cast.town_hall), "publish": "y"}
        file = (io.BytesIO(json.dumps(rows).encode()), "dados.json")
        place = client.post("/directory/imports", {**fields, "file": file}).location
        return client.post(place, client.get(place).form(place)).location

    place = send()
    steps = steps_of(only(Task))
    next(steps)
    next(steps)
    del steps  # as if the process had ended
    jobs.run_due()
    report = only(DirectoryImport)
    assert tally(report) == (4, 0, 0, 2)
    assert {each["number"]: each["faults"][0][0] for each in report.broken} == {2: "missing", 5: "twice"}
    assert (count(Structure), count(Service)) == (1, 3)
    assert "Com problemas" in client.get(client.get(place, status=303).location).text
    with writing():
        db.session.delete(report)
    send()
    jobs.run_due()
    assert tally(only(DirectoryImport)) == (0, 0, 4, 2)
