"""From a person's page: enrolling them, and proposing what fits what they can do."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.contact_notes.models import ContactNote
from app.people.contact_notes.queries import find_appointment
from app.people.models import Participant
from app.people.operations.contact_notes import Noted, note_contact
from app.skills.loader import id_of
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import WorkshopState
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories import offers
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.one_of_each import list_of, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def person(staff: Actor) -> Participant:
    """Somebody with a list of what they can do."""
    with making():
        found = make_person(staff)
        list_of(staff, participant_id=found.id)
    return found


def titles(page: Page) -> list[str]:
    return [each.get_text() for each in page.soup.select("ul.work strong")]


def test_one_button_enrols_and_what_fits_comes_first(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    with making():
        make_workshop(staff, title="Ateliê de costura")
        make_workshop(staff, title="Cozinhar para muitos", competence_ids=[id_of("cook-for-many")])
        make_workshop(staff, title="Por abrir", state=WorkshopState.DRAFT)
        full = make_workshop(staff, title="Cheio", capacity=1)
        make_enrolment(staff, full)
    client, url = client_for(cast.facilitator), f"/participants/{person.id}/enrolments/new"
    page = client.get(url)
    assert titles(page) == ["Cozinhar para muitos", "Ateliê de costura", "Cheio"]
    assert "Cozinhar as refeições" in page.text  # why it fits
    done = client.post(url, {"workshop_id": full.id, "request_key": str(new_id())})
    assert done.location == f"/participants/{person.id}"
    placed = select(Enrolment.state).where(Enrolment.participant_id == person.id)
    assert db.session.scalars(placed).all() == ["waitlisted"]
    assert len(client.get(url).soup.select("ul.work form")) == 2  # not into the same one twice


def test_the_same_button_twice_is_one_place(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    with making():
        series = make_workshop(staff)
    client, sent = client_for(cast.facilitator), {"workshop_id": series.id, "request_key": str(new_id())}
    for _ in range(2):
        client.post(f"/participants/{person.id}/enrolments/new", sent)
    assert len(db.session.scalars(select(Enrolment)).all()) == 1


def test_the_registrar_enrols_and_reads_nothing_of_what_the_person_can_do(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    with making():
        make_workshop(staff, title="Cozinhar para muitos", competence_ids=[id_of("cook-for-many")])
    client = client_for(cast.registrar)
    page = client.get(f"/participants/{person.id}/enrolments/new")
    assert titles(page) == ["Cozinhar para muitos"]
    assert "Cozinhar as refeições" not in page.text
    client.get(f"/participants/{person.id}/proposals", status=403)


def test_a_series_that_takes_nobody_or_is_of_elsewhere_enrols_nobody(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    with making():
        over = make_workshop(staff, state=WorkshopState.CANCELLED)
    client, url = client_for(cast.facilitator), f"/participants/{person.id}/enrolments/new"
    assert client.post(url, {"workshop_id": over.id, "request_key": str(new_id())}).location == url
    client.post(url, {"workshop_id": new_id(), "request_key": str(new_id())}, status=404)
    client.post(url, {"workshop_id": "all", "request_key": str(new_id())}, status=404)
    assert not db.session.scalars(select(Enrolment)).all()


def test_what_fits_is_proposed_with_one_act_that_stands_on_the_page(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    with making():
        offers.an_offer(staff, cast.town_hall)
        make_workshop(staff, title="Cozinhar para muitos", competence_ids=[id_of("cook-for-many")])
    client, url = client_for(cast.facilitator), f"/participants/{person.id}/proposals"
    page = client.get(url)
    assert titles(page) == ["Cozinheira de lar", "Cozinhar para muitos"]
    back = client.follow(client.submit(page, url))
    assert "Cozinheira de lar" in back.text
    note = db.session.scalars(select(ContactNote)).one()
    assert (note.outcome, note.thing_title, note.written_by) == (
        "proposed",
        "Cozinheira de lar",
        cast.facilitator.id,
    )
    client.post(url, {"thing_id": new_id(), "request_key": str(new_id())}, status=404)


def test_a_proposal_keeps_the_appointment_that_was_agreed(
    client_for: ClientFor, cast: Cast, staff: Actor, person: Participant
) -> None:
    """To say that something was proposed is not to have met the person another time."""
    coming = date(2030, 1, 7)
    with making():
        offers.an_offer(staff, cast.town_hall)
        said = Noted(kind="phone", held_on=date(2026, 1, 7), outcome="agreed", next_on=coming)
        note_contact(staff, participant=person, note_id=new_id(), noted=said)
    client, url = client_for(cast.colleague), f"/participants/{person.id}/proposals"
    client.submit(client.get(url), url)
    standing = find_appointment(person)
    assert standing is not None
    assert (standing.outcome, standing.next_on, standing.next_with) == ("proposed", coming, staff.id)
