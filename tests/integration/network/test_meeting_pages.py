"""Pages of meetings: from the draft to approved minutes, and what whoever comes there may see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.network.links.models import PartnerLink
from app.network.links.sending import remind
from app.network.links.tokens import to_type, token_of
from app.network.meetings.models.meeting import AgendaItem, Invitee, Meeting, MeetingState
from app.network.meetings.models.record import Resolution
from app.network.meetings.operations.meetings import cancel
from app.network.meetings.queries.records import list_invitees
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.meetings import ZONE, a_body, decide, invitee_of, item_of, make_meeting
from tests.factories.one_of_each import clerk, making
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.coordinator)


@pytest.fixture
def mail(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Any]]:
    """Mail can leave; gives the letters that wait."""
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://mail.example:25"))

    def letters() -> list[Any]:
        return [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]

    return letters


def made(actor: Actor, **options: Any) -> Meeting:
    with making():
        return make_meeting(actor, body=a_body(actor), **options)


def day_of(name: str, on: Any) -> dict[str, list[str]]:
    return {name: [str(on.day), str(on.month), str(on.year)]}


def stored(meeting_id: UUID) -> Meeting:
    found = db.session.get_one(Meeting, meeting_id)
    db.session.refresh(found)
    return found


def words_of(page: Page) -> str:
    """What stands on a paper, blanks folded."""
    reader = PdfReader(BytesIO(page.response.data))
    return " ".join(" ".join(each.extract_text() for each in reader.pages).split())


def test_a_meeting_is_prepared_with_the_lines_of_its_agenda(
    cast: Cast, actor: Actor, client: PageClient
) -> None:
    with making():
        body = a_body(actor)
    page = client.get("/meetings/new")
    typed: dict[str, Any] = {
        "kind": "plenary",
        "body_id": str(body.id),
        "title": "Plenário de janeiro",
        "starts": "10h",
        "ends": "12:00",
        "place": "Salão nobre",
        "agenda": "1 Informações\n\n- Plano de ação",
        **day_of("on", clock.today(ZONE)),
    }
    wrong = client.submit(page, "/meetings", status=422, **{**typed, "ends": "9:00"})
    assert wrong.form("/meetings")["title"] == "Plenário de janeiro"
    page = client.follow(client.submit(wrong, "/meetings", **typed))
    assert "Plano de ação" in page.text
    agenda = db.session.scalars(select(AgendaItem.words).order_by(AgendaItem.position)).all()
    assert agenda == ["1 Informações", "Plano de ação"]


def test_who_is_invited_gets_the_agenda_and_a_link_and_answers_with_it(
    cast: Cast, actor: Actor, client: PageClient, client_for: ClientFor, mail: Callable[[], list[Any]]
) -> None:
    tomorrow = clock.today(ZONE) + timedelta(days=1)
    meeting = made(actor, state=MeetingState.DRAFT, on=tomorrow)
    url = f"/meetings/{meeting.id}/convocation"
    client.submit(client.get(url), url)
    letters = {each["to"]: each["text"] for each in mail()}
    assert sorted(letters) == [f"{at}@example.org" for at in range(3)]
    invitee = invitee_of(stored(meeting.id))
    letter = letters[invitee.email]
    assert "2. Plano de ação" in letter
    link = db.session.scalars(select(PartnerLink).where(PartnerLink.thing_id == invitee.id)).one()
    address, anybody = f"/l/{token_of(link.id)}", client_for(None)
    assert address in letter
    page = anybody.get(address)
    assert "Plano de ação" in page.text
    anybody.submit(page, address, answer="represented", spokesperson="Ivo Sá")
    assert "Ivo Sá" in anybody.get(address).text
    anybody.submit(anybody.get(address), address, answer="yes", spokesperson="")
    found = db.session.get_one(Invitee, invitee.id)
    db.session.refresh(found)
    assert (found.answer, found.answered_how, found.spokesperson) == ("yes", "link", "")
    client.post(f"/meetings/{meeting.id}/letters")
    assert len(mail()) == 3, "nobody who has it gets it again"
    client.post(f"/meetings/{meeting.id}/letters", {"everybody": "y"})
    assert len(mail()) == 6
    assert db.session.query(PartnerLink).count() == 3, "with the link that they have"
    url = f"/meetings/{meeting.id}/cancellation"
    client.submit(client.get(url), url, reason="too_few")
    assert len(mail()) == 9
    anybody.get(address, status=410)


def test_a_link_that_went_to_the_wrong_address_leads_nowhere_and_nobody_is_reminded_in_vain(
    actor: Actor, client: PageClient, mail: Callable[[], list[Any]], client_for: ClientFor
) -> None:
    on = clock.today(ZONE) + timedelta(days=3)
    meeting = made(actor, on=on, members=("Ana Reis",))
    client.post(f"/meetings/{meeting.id}/letters")
    wrong = db.session.scalars(select(PartnerLink)).one()
    url = f"/meetings/invitees/{invitee_of(meeting).id}/edit"
    client.submit(client.get(url), url, email="ana.reis@example.org")
    client.post(f"/meetings/{meeting.id}/letters", {"everybody": "y"})
    assert {each["to"] for each in mail()} == {"0@example.org", "ana.reis@example.org"}
    client_for(None).get(f"/l/{token_of(wrong.id)}", status=410)
    with making():
        cancel(actor, meeting=stored(meeting.id), reason="too_few")
        remind(SYSTEM)
    assert len(mail()) == 2


def test_what_is_not_ready_is_not_convened(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.DRAFT, members=())
    url = f"/meetings/{meeting.id}/convocation"
    client.submit(client.get(url), url, status=422)
    assert stored(meeting.id).state == MeetingState.DRAFT


def test_two_who_write_the_same_notes_at_once_both_see_both(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.HELD)
    url = f"/meetings/agenda/{item_of(meeting).id}/notes"
    first, second = client.get(url), client.get(url)
    client.submit(first, url, notes="O plano foi lido.")
    both = client.submit(second, url, status=409, notes="O plano foi discutido.")
    assert versions_on(both) == [("O plano foi lido.", "O plano foi discutido.")]
    client.submit(both, url, notes="O plano foi lido e discutido.")
    db.session.rollback()
    assert item_of(meeting).notes == "O plano foi lido e discutido."


def test_presences_noted_by_two_at_once_stand_beside_each_other(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.HELD, present=0)
    url, key = f"/meetings/{meeting.id}/presences", invitee_of(meeting).id.hex
    first, second = client.get(url), client.get(url)
    noted: dict[str, Any] = {f"presence-{key}": "present"}
    client.submit(first, url, **noted)
    typed: dict[str, Any] = {f"presence-{key}": "represented", f"by-{key}": "Ivo Sá"}
    both = client.submit(second, url, status=409, **typed)
    assert both.form(url)[f"by-{key}"] == "Ivo Sá"
    client.submit(both, url)
    db.session.rollback()
    assert invitee_of(meeting).presence == "represented"
    client.submit(client.get(url), url, status=422, **{f"presence-{key}": "dormiu"})


def test_without_quorum_no_decision_is_taken(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.HELD, present=1)
    url = f"/meetings/agenda/{item_of(meeting).id}/resolutions"
    assert url not in client.get(f"/meetings/{meeting.id}").html
    answer = client.submit(client.get(url), url, status=422, words="Aprovar o plano.")
    assert answer.form(url)["words"] == "Aprovar o plano."
    assert not db.session.query(Resolution).count()
    assert "Minuta" in words_of(client.get(f"/meetings/{meeting.id}/minutes.pdf"))


def test_a_decision_with_more_votes_than_members_is_refused(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.HELD)
    url = f"/meetings/agenda/{item_of(meeting).id}/resolutions"
    page = client.get(url)
    client.submit(page, url, status=422, words="Aprovar.", votes_for="9")
    client.submit(page, url, status=422, words="Aprovar.", votes_against="1")
    client.submit(page, url, words="Aprovar.", votes_for="2", votes_against="0")
    assert db.session.scalars(select(Resolution)).one().votes_for == 2


def test_an_opinion_says_on_what_and_leads_there(actor: Actor, client: PageClient) -> None:
    meeting = made(actor, state=MeetingState.HELD)
    url = f"/meetings/agenda/{item_of(meeting, 'opinion').id}/resolutions"
    page = client.get(url)
    typed: dict[str, Any] = {
        "words": "Nada a opor.",
        "stance": "favourable",
        "subject": "Creche de Monte Alvo",
    }
    client.submit(page, url, status=422, words="Nada a opor.")
    client.submit(page, url, status=422, **typed, link="https://evil.example")
    client.submit(page, url, **typed, link="/directory")
    shown = client.get(f"/meetings/{meeting.id}")
    assert "Creche de Monte Alvo" in shown.text
    assert 'href="/directory"' in shown.html


def test_approved_minutes_state_their_corrections_on_page_and_paper(actor: Actor, client: PageClient) -> None:
    with making():
        meeting = make_meeting(actor, body=a_body(actor), state=MeetingState.HELD)
        decide(actor, meeting, votes_for=1, votes_against=1)
    notes = f"/meetings/agenda/{item_of(meeting).id}/notes"
    opened = client.get(notes)
    url = f"/meetings/{meeting.id}/approval"
    tomorrow = meeting.on + timedelta(days=1)
    client.submit(client.get(url), url, status=422, **day_of("on", tomorrow))
    client.submit(client.get(url), url)
    assert stored(meeting.id).approved_on == meeting.on
    client.submit(opened, notes, status=409, notes="Outra coisa.")
    url = f"/meetings/{meeting.id}/corrections"
    page = client.follow(client.submit(client.get(url), url, words="Onde se lê março, leia-se abril."))
    assert "leia-se abril" in page.text
    paper = words_of(client.get(f"/meetings/{meeting.id}/minutes.pdf"))
    for said in ("Abrir candidaturas", "leia-se abril", "Rui Paz", "Retificações"):
        assert said in paper
    assert "Minuta" not in paper


def test_the_convocation_and_the_list_to_sign_name_agenda_and_invited(
    actor: Actor, client: PageClient
) -> None:
    meeting = made(actor)
    convocation = words_of(client.get(f"/meetings/{meeting.id}/convocation.pdf"))
    assert "2. Plano de ação" in convocation
    assert "Ana Reis" in words_of(client.get(f"/meetings/{meeting.id}/presences.pdf"))
    client.get(f"/meetings/{meeting.id}/minutes.pdf", status=404)


def test_whoever_was_told_of_a_meeting_that_is_put_back_is_named_until_they_are_written_to(
    actor: Actor, client: PageClient, mail: Callable[[], list[Any]]
) -> None:
    tomorrow = clock.today(ZONE) + timedelta(days=1)
    meeting = made(actor, state=MeetingState.DRAFT, on=tomorrow)
    convocation, cancellation = (f"/meetings/{meeting.id}/{each}" for each in ("convocation", "cancellation"))
    client.submit(client.get(convocation), convocation)
    client.submit(client.get(cancellation), cancellation, reason="too_few")
    sent = len(mail())
    back = f"/meetings/{meeting.id}/restoration"
    page = client.follow(client.submit(client.get(f"/meetings/{meeting.id}"), back))
    assert stored(meeting.id).state == MeetingState.CONVENED
    assert len(mail()) == sent, "nobody is told of it by itself"
    notice = page.soup.select_one(".notice-warning")
    assert notice is not None
    assert "Ana Reis" in notice.text
    client.post(f"/meetings/{meeting.id}/letters", {"everybody": "y"})
    assert len(mail()) == sent + 3
    assert client.get(f"/meetings/{meeting.id}").soup.select_one(".notice-warning") is None


def test_a_letter_to_post_carries_the_code_of_the_one_it_is_for(
    cast: Cast, actor: Actor, client: PageClient, client_for: ClientFor
) -> None:
    tomorrow = clock.today(ZONE) + timedelta(days=1)
    meeting = made(actor, on=tomorrow)
    client.get(f"/meetings/{meeting.id}/letters.pdf", status=404)
    url = f"/meetings/{meeting.id}/letters/paper"
    letters = client.follow(client.submit(client.get(f"/meetings/{meeting.id}"), url))
    client.post(url)
    papers = PdfReader(BytesIO(letters.response.data)).pages
    pages = [each.extract_text().replace("\n", "") for each in papers]
    invited = list_invitees(meeting.id)
    assert len(pages) == len(invited)
    tokens = []
    for page, invitee in zip(pages, invited, strict=True):
        link = db.session.scalars(select(PartnerLink).where(PartnerLink.thing_id == invitee.id)).one()
        tokens.append(token_of(link.id))
        assert to_type(tokens[-1]).lstrip("/") in page
        assert f"Para {invitee.name}" in page
    anybody, address = client_for(None), f"/l/{tokens[-1]}"
    anybody.submit(anybody.get(address), address, answer="no")
    assert "Código" not in words_of(client.get(f"/meetings/{meeting.id}/convocation.pdf"))
    with making():
        cancel(actor, meeting=stored(meeting.id), reason="too_few")
    client.get(f"/meetings/{meeting.id}/letters.pdf", status=409)
