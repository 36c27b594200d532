"""The page on which one person after the other is registered at a session, with and without mistakes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.outreach.registrations.identity import person_of
from app.outreach.registrations.models import Registration
from app.people.models import Consent, Merge, Participant
from app.people.operations.sealing import seal
from app.people.operations.unverified import Act, verify
from app.people.purposes import purposes
from app.people.sealing import SEAL_REASONS
from app.skills import snapshot
from app.skills.models.inventory import InventoryEntry
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import counted
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


@pytest.fixture
def url(table: Session) -> str:
    return f"/outreach/sessions/{table.id}/registrations/new"


def count(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def the_one() -> Registration:
    return db.session.scalars(select(Registration)).one()


def test_a_person_is_registered_and_the_next_finds_an_empty_form(client: PageClient, url: str) -> None:
    page = client.get(url)
    after = client.follow(client.submit(page, url, name="Ana Feitosa", slip="007"))
    assert "Ana Feitosa" in after.text
    drawn = after.form(url)
    assert drawn["name"] == ""
    assert drawn["id"] != page.form(url)["id"]
    kept = the_one()
    assert (str(kept.id), kept.slip, kept.origin) == (page.form(url)["id"], "7", "online")


def test_the_button_pressed_twice_registers_once(client: PageClient, url: str) -> None:
    page = client.get(url)
    for _press in range(2):
        client.submit(page, url, name="Ana Feitosa")
    assert (count(Registration), count(Enrolment)) == (1, 1)


def test_everything_on_the_page_arrives(cast: Cast, client: PageClient, url: str) -> None:
    page = client.get(url)
    keys = list(snapshot.current().keys)[:10]
    said: dict[str, Any] = {
        "name": "Олена",
        "contact": "olena@example.org",
        "born": "12/3/1984",
        "parish": str(cast.parish),
        "language": "uk",
        "work": "registered",
        "interests": ["job", "papers"],
        "groups": ["migrant"],
        "competences": keys,
        "wants_call": "y",
        "consents-matching": "yes",
        "consents-messages": "no",
        "how": "signed",
    }
    client.submit(page, url, **said)
    kept = the_one()
    person = db.session.get_one(Participant, kept.participant_id)
    assert (person.name, person.birth_year, person.language) == ("Олена", 1984, "uk")
    assert kept.wants_call
    assert count(InventoryEntry) == 10
    consents = db.session.scalars(select(Consent).filter_by(participant_id=person.id)).all()
    assert [(each.purpose, each.given_how, each.language) for each in consents] == [
        ("matching", "signed", "uk")
    ]


BAD = {
    "name": "",
    "slip": "doze",
    "born": "31/2/1984",
    "contact": "91234567890123",
    "parish": "nowhere",
    "language": "zz",
    "work": "king",
    "interests": "everything",
    "competences": "to-fly",
    "wishes": "soon",
    "groups": "giants",
    "consents-matching": "perhaps",
    "how": "telepathy",
}


@pytest.mark.parametrize("field", BAD)
def test_each_mistake_has_a_sentence_at_its_field_and_costs_nothing_typed(
    client: PageClient, url: str, field: str
) -> None:
    page = client.get(url)
    said = {"name": "Ana Feitosa", "born": "1984", "work": "caring", field: BAD[field]}
    mended = client.submit(page, url, status=422, **said)
    assert mended.soup.select("[data-error-summary] li a")
    assert mended.soup.select(".field-error")
    drawn = mended.form(url)
    assert drawn["name"] == said["name"]
    assert drawn["born"] == said["born"]
    assert drawn["id"] == page.form(url)["id"]
    assert count(Registration) == 0


def test_more_than_ten_cards_are_too_many(client: PageClient, url: str) -> None:
    page = client.get(url)
    keys = list(snapshot.current().keys)[:11]
    mended = client.submit(page, url, status=422, name="Ana", competences=keys)
    assert "10" in mended.soup.select_one(".field-error").text  # type: ignore[union-attr]
    assert sorted(mended.answers(url)["competences"]) == sorted(keys)


def test_an_answer_without_the_words_that_were_shown_is_asked_once_more(client: PageClient, url: str) -> None:
    page = client.get(url)
    sent = {**page.form(url), "name": "Ana", "consents-matching": "yes", "consents-matching-wording": ""}
    client.post(url, sent, status=422)
    assert count(Registration) == 0


def test_a_number_of_a_slip_that_somebody_has_is_said_at_the_field(client: PageClient, url: str) -> None:
    client.submit(client.get(url), url, name="Ana Feitosa", slip="5")
    again = client.submit(client.get(url), url, status=422, name="Bento Outro", slip="05")
    assert again.soup.select_one("#slip-error")
    assert again.form(url)["name"] == "Bento Outro"


def test_another_person_typed_over_a_form_that_was_sent_becomes_one_of_their_own(
    client: PageClient, url: str
) -> None:
    page = client.get(url)
    client.submit(page, url, name="Ana Feitosa")
    mended = client.submit(page, url, status=422, name="Bento Outro")
    assert mended.form(url)["name"] == "Bento Outro"
    client.submit(mended, url)
    assert count(Registration) == 2


def test_without_scripts_the_address_says_in_which_language_consent_is_asked(
    client: PageClient, url: str
) -> None:
    page = client.get(f"{url}?language=ar")
    shown = page.soup.select(".registration-consent .side[data-language]:not([hidden])")
    assert {each["data-language"] for each in shown} == {"ar"}
    assert {each["dir"] for each in shown} == {"rtl"}
    assert page.form(url)["language"] == "ar"
    told = page.soup.select(".registration-consent .side[lang=pt-PT]")
    assert len(told) == len(shown) == len(purposes()) - 1


def test_neither_yes_nor_no_is_chosen_for_anybody(client: PageClient, url: str) -> None:
    page = client.get(url)
    answers = page.soup.select(".registration-consent input[type=radio]")
    assert len(answers) == 2 * (len(purposes()) - 1)
    assert not [each for each in answers if each.has_attr("checked")]


def test_what_was_made_by_mistake_is_taken_back_and_nothing_of_it_stays(
    client: PageClient, url: str, table: Session
) -> None:
    after = client.follow(
        client.submit(client.get(url), url, name="Ana Feitosa", contact="912345678", work="caring")
    )
    sent = the_one().id
    action = f"/outreach/registrations/{sent}/withdrawal"
    client.submit(after, action)
    assert count(Registration) == 0
    assert db.session.get(Participant, person_of(sent)) is None
    places = db.session.scalars(select(Enrolment).filter_by(workshop_id=table.workshop_id)).all()
    assert [(each.participant_id, each.state) for each in places] == [(None, EnrolmentState.CANCELLED)]
    assert set(db.session.scalars(select(Attendance.state))) == {"expected"}
    client.post(action, {}, status=404)


def test_whoever_was_recognised_by_mistake_keeps_what_they_had(
    cast: Cast, client: PageClient, url: str
) -> None:
    with making():
        known = make_person(clerk(cast.here, cast.coordinator.id), "Ana Feitosa", phone="912345678")
    after = client.follow(client.submit(client.get(url), url, name="Ana Feitosa", contact="912345678"))
    kept = the_one()
    assert kept.participant_id == known.id
    client.submit(after, f"/outreach/registrations/{kept.id}/withdrawal")
    assert db.session.get(Participant, known.id) is not None
    assert count(Enrolment) == 1  # nobody's any more
    assert db.session.scalars(select(Enrolment.participant_id)).all() == [None]
    assert db.session.scalars(select(Merge)).one().is_undone


def test_the_form_of_whoever_was_taken_back_asks_whether_it_is_somebody_else(
    client: PageClient, url: str
) -> None:
    page = client.get(url)
    after = client.follow(client.submit(page, url, name="Ana Feitosa"))
    client.submit(after, f"/outreach/registrations/{the_one().id}/withdrawal")
    mended = client.submit(page, url, status=422, name="Ana Feitosa", work="caring")
    assert count(Registration) == 0
    client.submit(mended, url)
    assert count(Registration) == 1


@pytest.mark.parametrize("why", ["seen to", "yesterday", "a colleague's", "protected"])
def test_what_cannot_be_taken_back_stays_and_is_said(
    cast: Cast, client: PageClient, table: Session, registrar: Actor, why: str
) -> None:
    whose = cast.facilitator.actor if why == "a colleague's" else registrar
    sent = new_id()
    with making():
        person = enter(whose, table, registration_id=sent).participant
        kept = the_one()
        if why == "seen to":
            verify(registrar, participant=person, act=Act(new_id(), clock.now()))
        if why == "yesterday":
            kept.registered_at = clock.now() - timedelta(days=1, hours=1)
        if why == "protected":
            seal(cast.coordinator.actor, participant=person, reason=SEAL_REASONS[0])
    after = client.post(f"/outreach/registrations/{sent}/withdrawal", status=409)
    assert after.soup.select(".notice-warning")
    assert count(Registration) == 1


def test_a_session_of_elsewhere_has_no_page(cast: Cast, client_for: ClientFor, url: str) -> None:
    client_for(cast.stranger).get(url, status=404)


def test_the_page_costs_the_same_however_much_there_is_to_choose(
    cast: Cast, client: PageClient, url: str, table: Session
) -> None:

    client.get(url)
    with counted() as few:
        client.get(url)
    with making():
        for number in range(15):
            make_workshop(cast.facilitator.actor, title=f"Atividade {number}")
    client.get(url)
    with counted() as many:
        client.get(url)
    assert len(few) == len(many) <= 12
