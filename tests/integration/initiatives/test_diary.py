"""The diary: one list, tasks that come back until they are done, nothing gone by one tap, nobody named who is
protected.
"""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Forbidden, StaleRecord
from app.initiatives.diary import operations, queries
from app.initiatives.diary.models import DiaryEntry, EntryKind
from app.initiatives.diary.operations import Facts
from app.initiatives.diary.retention import forget_removed
from app.initiatives.groups.models import Initiative, Member
from app.people.operations.sealing import seal
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.initiatives_running import a_bare_initiative, a_document, a_member, an_entry
from tests.factories.one_of_each import a_person, clerk, making
from tests.factories.papers import a_pdf
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
TODAY = date(2026, 3, 10)
TYPED = ["10", "3", "2026"]
pytestmark = pytest.mark.clock("2026-03-10T10:00:00+00:00")


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    """With two members, Rosa and Zeca."""
    actor = cast.facilitator.actor
    with making():
        made = a_bare_initiative(actor, answerable_id=cast.facilitator.id)
        for name in ("Rosa Montes", "Zeca Ribeiro"):
            a_member(made, a_person(actor, name=name).id)
    return made


def members(initiative: Initiative) -> list[Member]:
    found = db.session.query(Member).filter_by(initiative_id=initiative.id).order_by(Member.id)
    return found.all()


def at(initiative: Initiative, *rest: object) -> str:
    return "/".join(["", "initiatives", str(initiative.id), "diary", *map(str, rest)])


def titles_on(page: Page) -> list[str]:
    return [each.get_text(strip=True) for each in page.soup.select(".timeline-title")]


def send(client: PageClient, url: str, status: int = 303, **changes: object) -> str:
    page = client.get(url)
    return client.post(url, {**page.form(url), **changes}, status=status).text


def test_everything_stands_in_one_list_the_latest_first(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    rosa, zeca = members(initiative)
    there = [str(rosa.id), str(zeca.id)]
    on = ["3", "3", "2026"]
    meeting: dict[str, Any] = {"on": on, "begins": "18h30", "place": "Junta", "present": there}
    send(
        client,
        at(initiative, "new", "meeting"),
        title="Primeira reunião",
        words="Falou-se da carrinha",
        **meeting,
    )
    send(
        client,
        at(initiative, "new", "decision"),
        title="Comprar a carrinha",
        on=TYPED,
        present=[str(rosa.id)],
    )
    send(client, at(initiative, "new", "note"), title="Ligou o mercado", on=["1", "2", "2026"])
    send(
        client,
        at(initiative, "new", "document"),
        title="Orçamento",
        on=TYPED,
        upload=(BytesIO(a_pdf()), "o.pdf"),
    )
    send(
        client, at(initiative, "new", "task"), title="Pedir o seguro", owner=f"member:{zeca.id}", due_on=TYPED
    )
    page = client.get(at(initiative))
    assert titles_on(page) == [
        "Pedir o seguro",
        "Orçamento",
        "Comprar a carrinha",
        "Primeira reunião",
        "Ligou o mercado",
    ]
    assert "18:30 · Junta" in page.text
    assert "Rosa Montes, Zeca Ribeiro" in page.text
    decisions = client.get(at(initiative) + "?kind=decision")
    assert titles_on(decisions) == ["Comprar a carrinha"]
    client.get(at(initiative) + "?kind=nonsense", status=422)


def test_what_has_happened_is_not_of_tomorrow_and_nobody_was_at_a_meeting_to_come(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    tomorrow = ["11", "3", "2026"]
    send(client, at(initiative, "new", "decision"), 422, title="Amanhã", on=tomorrow)
    there = [str(members(initiative)[0].id)]
    url = at(initiative, "new", "meeting")
    page = client.get(url)
    refused = client.submit(page, url, status=422, title="Amanhã", on=tomorrow, present=there)
    assert refused.soup.select('.error-summary a[href^="#present"]')
    assert not db.session.query(DiaryEntry).count()
    send(client, at(initiative, "new", "meeting"), title="Amanhã", on=tomorrow)
    meeting = queries.next_meeting_of(initiative.id, TODAY)
    assert meeting
    assert meeting.title == "Amanhã"
    assert queries.next_meeting_of(initiative.id, TODAY + timedelta(days=2)) is None


def test_a_document_needs_its_file_and_keeps_it_when_only_words_change(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    new = at(initiative, "new", "document")
    send(client, new, 422, title="Sem ficheiro", on=TYPED)
    send(client, new, 422, title="Não é um PDF", on=TYPED, upload=(BytesIO(b"ola"), "o.pdf"))
    assert not db.session.query(DiaryEntry).count()
    with making():
        entry = a_document(cast.facilitator.actor, initiative)
    send(client, at(initiative, entry.id, "edit"), title="Estatutos assinados")
    db.session.expire_all()
    kept = db.session.get_one(DiaryEntry, entry.id)
    assert (kept.title, kept.file_id) == ("Estatutos assinados", entry.file_id)
    found = client.get(at(initiative, entry.id, "file"), judge=False)
    assert found.response.mimetype == "application/pdf"
    stranger = client_for(cast.stranger)
    stranger.get(at(initiative, entry.id, "file"), status=404)


def test_a_task_is_done_and_not_done_after_all(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    with making():
        task = an_entry(cast.facilitator.actor, initiative, EntryKind.TASK, due_on=TODAY - timedelta(days=1))
    assert "1" in client.get("/").text
    listed = client.get("/initiatives/tasks?late=y")
    assert task.title in listed.text
    back = client.submit(listed, at(initiative, task.id, "done")).location
    assert back.startswith("/initiatives/tasks")
    assert task.title not in client.get("/initiatives/tasks").text
    client.post(at(initiative, task.id, "done/removal"))
    assert task.title in client.get("/initiatives/tasks").text
    assert client.get("/initiatives/tasks?mine=y").text.count(task.title)


def test_the_day_says_which_tasks_are_due(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    """One's own, and those of members in what one answers for; not somebody else's."""
    actor = cast.facilitator.actor
    with making():
        an_entry(actor, initiative, EntryKind.TASK, title="Ligar ao banco", staff_id=actor.id, due_on=TODAY)
        rosa = members(initiative)[0].id
        an_entry(actor, initiative, EntryKind.TASK, title="Pintar a montra", member_id=rosa, due_on=TODAY)
        an_entry(actor, initiative, EntryKind.TASK, title="Para o mês", due_on=TODAY + timedelta(days=30))
    mine = client_for(cast.facilitator).get("/")
    assert "2 tarefas suas em microiniciativas nos próximos sete dias" in mine.text
    assert mine.soup.select_one('a[href="/initiatives/tasks?mine=y"]')
    assert "tarefas suas" not in client_for(cast.colleague).get("/").text


def test_whoever_only_reads_ends_their_own_task_and_no_other(cast: Cast, initiative: Initiative) -> None:
    worker = cast.pathway_worker.actor
    with making():
        own = an_entry(cast.facilitator.actor, initiative, EntryKind.TASK, staff_id=worker.id)
        other = an_entry(cast.facilitator.actor, initiative, EntryKind.TASK)
        operations.finish(worker, entry=own)
        assert not own.is_open
        with pytest.raises(Forbidden):
            operations.finish(worker, entry=other)


def test_what_was_taken_out_can_be_put_back_for_ninety_days(
    cast: Cast, client_for: ClientFor, initiative: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(cast.facilitator)
    with making():
        entry = an_entry(cast.facilitator.actor, initiative, title="Por engano")
    client.post(at(initiative, entry.id, "removal"))
    client.post(at(initiative, entry.id, "removal"))
    assert "Por engano" not in client.get(at(initiative)).text
    client.get(at(initiative, entry.id, "edit"), status=404)
    assert "Por engano" in client.get(at(initiative) + "?state=removed").text
    client.post(at(initiative, entry.id, "restoration"))
    assert "Por engano" in client.get(at(initiative)).text
    client.post(at(initiative, entry.id, "removal"))
    later = clock.now() + queries.KEPT_FOR + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with making():
        assert forget_removed(False).startswith("1 ")
        forget_removed(True)
    assert not db.session.query(DiaryEntry).count()


def test_two_who_change_an_entry_see_both(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    client = client_for(cast.facilitator)
    actor = cast.facilitator.actor
    with making():
        entry = an_entry(actor, initiative)
    here = at(initiative, entry.id, "edit")
    page = client.get(here)
    with making():
        found = queries.get_entry(clerk(initiative.municipality_id, new_id()), initiative, entry.id)
        facts = Facts(title="Da colega", on=found.on)
        operations.edit(actor, initiative=initiative, entry=found, version=1, facts=facts, seen=())
    answer = client.submit(page, here, status=409, title="Minha")
    assert ("Da colega", "Minha") in versions_on(answer)
    found = queries.get_entry(clerk(initiative.municipality_id, new_id()), initiative, entry.id)
    with making(), pytest.raises(StaleRecord):
        operations.edit(actor, initiative=initiative, entry=found, version=1, facts=facts, seen=())


def test_a_protected_member_is_named_nowhere_and_lost_nowhere(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with making():
        hidden = a_person(actor, name="Ermelinda Guardada")
        theirs = a_member(initiative, hidden.id)
        there = frozenset({theirs.id, members(initiative)[0].id})
        meeting = an_entry(actor, initiative, EntryKind.MEETING, present=there)
        task = an_entry(actor, initiative, EntryKind.TASK, member_id=theirs.id)
        seal(cast.coordinator.actor, participant=hidden, reason="risk_to_person")
    for person in (cast.facilitator, cast.coordinator):
        client = client_for(person)
        for url in (at(initiative), at(initiative, meeting.id, "edit"), "/initiatives/tasks"):
            assert "Ermelinda" not in client.get(url).text
    client = client_for(cast.facilitator)
    send(client, at(initiative, meeting.id, "edit"), title="Outra", present=[])
    asked = client.get(at(initiative, task.id, "edit"), status=303).location
    assert asked.startswith(f"/participants/{hidden.id}/opening")
    db.session.expire_all()
    kept = queries.get_entry(clerk(initiative.municipality_id, new_id()), initiative, meeting.id)
    assert [each.member_id for each in kept.present] == [theirs.id]


def test_the_same_form_sent_twice_writes_once_and_strangers_write_nothing(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, entry_id = cast.facilitator.actor, new_id()
    with making():
        for _time in range(2):
            operations.write(
                actor,
                entry_id=entry_id,
                initiative=initiative,
                kind=EntryKind.NOTE,
                facts=Facts(title="Uma vez"),
            )
    assert db.session.query(DiaryEntry).count() == 1
    client_for(cast.stranger).get(at(initiative), status=404)
    client_for(cast.pathway_worker).get(at(initiative))
    client_for(cast.pathway_worker).get(at(initiative, "new", "note"), status=403)
    client_for(cast.facilitator).get(at(initiative, "new", "party"), status=404)
