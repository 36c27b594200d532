"""What a partner's list brought is taken back; long lists, lost rights, and whoever is protected."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.core import clock, jobs, tasks
from app.core.actor import SYSTEM
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.exports import Row
from app.core.unit_of_work import writing
from app.outreach.lists.models import PartnerList
from app.people.operations.contacts import add_contact
from app.people.operations.erasing import erase_again
from app.people.operations.sealing import seal
from app.people.sealing import NAMED_AGAIN
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_list_pages import (
    act,
    called,
    look,
    people,
    rows,
    send,
    take_back,
    the_list,
)

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


def test_what_was_brought_is_taken_back_but_for_whom_something_happened(
    client: PageClient, cast: Cast
) -> None:
    before = len(people())
    lines: list[Row] = [[f"Pessoa Nova {n}", str(1980 + n), f"91234500{n}", "", "", "", ""] for n in range(3)]
    look(client, send(client, cast, lines))
    act(client, "people")
    kept = people()["Pessoa Nova 1"]
    with making():
        colleague = clerk(cast.here, cast.colleague.id)
        add_contact(colleague, contact_id=new_id(), participant=kept, value="nova@example.org")
    take_back(client)
    assert called(*(f"Pessoa Nova {n}" for n in range(3))) == ["Pessoa Nova 1"]
    assert len(people()) == before + 1
    assert [each.outcome for each in rows()] == ["taken_back", "left", "taken_back"]
    assert "Pessoa Nova 1" in client.get(f"/outreach/lists/{the_list().id}?show=done").text


def test_who_was_taken_back_can_come_in_again(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Bela Nova", "1984", "912345678", "", "", "", ""]]))
    act(client, "people")
    take_back(client)
    assert not called("Bela Nova")
    look(client, client.get(f"/outreach/lists/{the_list().id}/columns"))
    act(client, "people")
    with writing():
        assert erase_again(SYSTEM) == 0, "the night takes nobody away who came in anew"
    assert called("Bela Nova") == ["Bela Nova"]


def test_only_who_brought_it_or_the_coordinator_takes_it_back_and_only_for_a_day(
    client: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    look(client, send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]]))
    act(client, "people")
    url = f"/outreach/lists/{the_list().id}/taking-back"
    client_for(cast.facilitator).get(url, status=303)
    coordinator = client_for(cast.coordinator)
    form = coordinator.get(url).form(url)
    with writing():
        stored = db.session.get_one(PartnerList, the_list().id)
        stored.brought_at = clock.now() - timedelta(hours=25)
    coordinator.post(url, form, status=409)
    assert called("Bela Nova") == ["Bela Nova"]


LONG: list[Row] = [[f"Pessoa Nova {n} Silva", str(1930 + n % 60), "", "", "", "", ""] for n in range(230)]


def test_a_long_list_is_brought_by_the_worker_as_far_as_it_can_be_seen(
    client: PageClient, cast: Cast
) -> None:
    page = look(client, send(client, cast, LONG))
    assert "/tasks/" in page.response.request.path
    accepted = act(client, "new-people")
    assert "/outreach/lists/" in accepted.response.request.path
    act(client, "people")
    made = [each for each in rows() if each.outcome == "made"]
    assert len(made) == len([each for each in people() if each.startswith("Pessoa Nova")]) > 200
    take_back(client)
    assert not [each for each in people() if each.startswith("Pessoa Nova")]


def test_who_lost_the_right_meanwhile_brings_nobody_more(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, LONG))
    url = f"/outreach/lists/{the_list().id}/people"
    client.post(url, client.get(f"/outreach/lists/{the_list().id}").form(url), status=303)
    with writing():
        for each in db.session.scalars(select(Membership).where(Membership.staff_id == cast.registrar.id)):
            each.ended_at = clock.now()
    jobs.run_due()
    assert not [each for each in people() if each.startswith("Pessoa Nova")]


def test_who_is_protected_is_not_shown_and_comes_in_beside(
    client: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    lines: list[Row] = [["Bela Nova", "1984", "912345678", "", "", "", ""]]
    look(client, send(client, cast, lines))
    act(client, "people")
    hidden = people()["Bela Nova"]
    with making():
        seal(clerk(cast.here, cast.coordinator.id), participant=hidden, reason="risk_to_person")
    facilitator = client_for(cast.facilitator)
    page = look(facilitator, send(facilitator, cast, lines))
    assert str(hidden.id) not in str(page.soup)
    act(facilitator, "people")
    made = [each.participant_id for each in rows() if each.outcome == "made"]
    assert len(made) == 2, "whoever may not know of them sees somebody new"
    assert made.count(hidden.id) == 1
    assert "Bela Nova" not in first_list(facilitator), "what stood in the list would tell how to reach them"
    assert "Bela Nova" in first_list(client_for(cast.coordinator))
    assert named_again(hidden.id) == 1, "their team reads that their name stood in a list"


def first_list(client: PageClient) -> str:
    """What somebody reads of the rows of the list that came first."""
    db.session.rollback()
    first = db.session.scalars(select(PartnerList).order_by(PartnerList.created_at).limit(1)).one()
    page = client.get(f"/outreach/lists/{first.id}?show=done")
    return "".join(each.get_text() for each in page.soup.select("tbody"))


def named_again(whose: UUID) -> int:
    db.session.rollback()
    told = select(AuditEntry).where(AuditEntry.action == NAMED_AGAIN, AuditEntry.subject_id == whose)
    return len(db.session.scalars(told).all())


def test_what_was_stopped_goes_on_where_it_was(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, LONG))
    url = f"/outreach/lists/{the_list().id}/people"
    client.post(url, client.get(f"/outreach/lists/{the_list().id}").form(url))
    with writing():
        task = tasks.stop(cast.registrar.actor, the_list().task_id or new_id())
    jobs.run_due()
    assert task.is_over
    assert not [each for each in rows() if each.outcome == "made"]
    act(client, "people")
    assert len([each for each in rows() if each.outcome == "made"]) > 200
