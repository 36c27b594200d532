"""Whose record will be erased is told by a message if they agreed to messages, and else by somebody."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.jobs import Job
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.erasing import erase
from app.people.operations.records import keep
from app.people.operations.rights import give_notice, restrict, written_how
from app.people.rights.models import ErasureNotice
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_person
from tests.factories.messages import leave

pytestmark = pytest.mark.usefixtures("channels")
ClientFor = Callable[[Person | None], PageClient]
Seal = Callable[[Participant], None]


@pytest.fixture
def olga(cast: Cast) -> Participant:
    """Reads Ukrainian, agreed to messages, has an address and has not come since 2020."""
    with writing():
        actor = cast.facilitator.actor
        person = make_person(actor, "Olga Bondar", email="olga@example.pt", messages=True, language="uk")
        person.last_activity_on = date(2020, 1, 31)
    return person


def told_how() -> str:
    db.session.expire_all()
    return db.session.scalars(select(ErasureNotice.told_how)).one()


def waiting() -> Sequence[Job]:
    queued = select(Job).where(Job.kind.in_(("mail.send", "sms.send")), Job.state != "done")
    return db.session.scalars(queued).all()


def announce(cast: Cast, person: Participant, how: str = "mail") -> ErasureNotice:
    with writing():
        return give_notice(cast.coordinator.actor, participant=person, told_how=how)


def choices(page: Page) -> set[str]:
    return {str(each["value"]) for each in page.soup.select("input[name=told_how]")}


def test_who_agreed_is_written_to_in_their_language_and_portuguese(
    cast: Cast, client_for: ClientFor, olga: Participant
) -> None:
    client, address = client_for(cast.coordinator), f"/participants/{olga.id}/erasure-notice"
    page = client.get(address)
    assert page.form(address)["told_how"] == "mail"
    client.submit(page, address)
    client.post(address, page.form(address))  # the same tap once more
    (job,) = waiting()
    assert job.payload["to"] == "olga@example.pt"
    assert 'lang="uk"' in job.payload["html"]
    assert 'lang="pt-PT"' in job.payload["html"]
    assert str((clock.today("Europe/Lisbon") + timedelta(days=30)).year) in job.payload["text"]
    assert "Olga" not in job.payload["text"] + job.payload["html"]
    rights = f"/participants/{olga.id}/rights"
    before = client.get(rights).text
    leave()
    assert client.get(rights).text != before, "that the message has not left yet is said"


def test_without_an_address_a_short_message_leaves(cast: Cast) -> None:
    with writing():
        person = make_person(cast.facilitator.actor, phone="912 345 678", messages=True)
    assert written_how(person) == "sms"
    announce(cast, person, "sms")
    (job,) = waiting()
    assert (job.kind, job.payload["to"]) == ("sms.send", "+351912345678")
    assert told_how() == "sms"


def test_who_did_not_agree_or_left_no_way_is_told_by_somebody(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        actor = cast.facilitator.actor
        silent = make_person(actor, "Carla Calada", email="carla@example.pt")
        nowhere = make_person(actor, "Dina Nada", phone="282 000 001", messages=True)
    for person in (silent, nowhere):
        page = client_for(cast.coordinator).get(f"/participants/{person.id}/erasure-notice")
        assert not {"mail", "sms"} & choices(page)
        with pytest.raises(UnknownReason):
            announce(cast, person)
        announce(cast, person, "letter")
    assert not waiting()


def test_whoever_told_them_in_person_sends_nothing(cast: Cast, olga: Participant) -> None:
    announce(cast, olga, "in_person")
    assert (told_how(), waiting()) == ("in_person", [])


def test_never_to_a_protected_person(cast: Cast, olga: Participant, seal: Seal) -> None:
    announce(cast, olga)
    seal(olga)
    assert (told_how(), waiting()) == ("not_reached", [])
    assert written_how(db.session.get_one(Participant, olga.id)) == ""


def test_what_has_not_left_does_not_leave_once_it_may_not_or_is_not_so(cast: Cast) -> None:
    actor = cast.coordinator.actor

    def takes_back(person: Participant) -> None:
        given = db.session.scalars(select(Consent).where(Consent.participant_id == person.id)).one()
        withdraw_consent(actor, participant=person, consent=given)

    endings: dict[str, Callable[[Participant], None]] = {
        "consent": takes_back,
        "rest": lambda person: restrict(actor, participant=person, reason="accuracy", asked_by="person"),
        "kept": lambda person: keep(actor, participant=person),
        "erased": lambda person: erase(actor, participant=person, reason="asked_by_person"),
    }
    for name, end in endings.items():
        with writing():
            person = make_person(actor, name, email=f"{name}@example.pt", messages=True)
        announce(cast, person)
        assert len(waiting()) == 1, name
        with writing():
            end(person)
        assert not waiting(), name


def test_what_has_left_stays_told(cast: Cast, olga: Participant, seal: Seal) -> None:
    announce(cast, olga)
    leave()
    seal(olga)
    assert told_how() == "mail"
