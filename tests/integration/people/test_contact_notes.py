"""Meetings and calls: noted from the person's page, mended with their trace, and when one is seen next."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.people.contact_notes.models import ContactNote
from app.people.contact_notes.queries import find_appointment
from app.people.day import day_of
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.contact_notes import Noted, note_contact, take_back
from app.people.operations.sealing import seal as seal_person
from app.people.operations.unverified import create_unverified
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk

Register = Callable[..., Participant]
ClientFor = Callable[[Person | None], PageClient]


def note(by: Person, person: Participant, **said: Any) -> ContactNote:
    noted = Noted(**{"kind": "phone", "held_on": clock.today("Europe/Lisbon"), "outcome": "informed", **said})
    with writing():
        return note_contact(by.actor, participant=person, note_id=new_id(), noted=noted)


def boxes(ahead: int) -> list[str]:
    day = clock.today("Europe/Lisbon") + timedelta(days=ahead)
    return [str(day.day), str(day.month), str(day.year)]


def test_a_call_is_noted_with_the_next_appointment(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    person, client = register("Ana Alves"), client_for(cast.facilitator)
    url = f"/participants/{person.id}/contact-notes/new"
    form = client.get(url)
    said: dict[str, Any] = {"kind": "phone", "outcome": "agreed", "note": "Traz o certificado."}
    said |= {"next_on": boxes(2), "next_time": "9h30", "next_where": "No balcão"}
    done = client.submit(form, url, **said)
    page = client.follow(done)
    for words in ("09:30", "Combinado um passo", "Traz o certificado.", "No balcão", "Facilitator"):
        assert words in page.text
    again = client.get(url)
    assert again.form(url)["next_where"] == "No balcão"  # who notes the next call keeps it


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": ""},
        {"outcome": "agreed", "held_on": boxes(3)},
        {"outcome": "agreed", "next_on": boxes(-3)},
        {"outcome": "agreed", "next_time": "9:30"},
        {"outcome": "agreed", "next_on": ["31", "2", "2027"]},
        {"outcome": "agreed", "kind": "pigeon"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_lost(
    client_for: ClientFor, cast: Cast, register: Register, wrong: dict[str, Any]
) -> None:
    person, client = register(), client_for(cast.facilitator)
    url = f"/participants/{person.id}/contact-notes/new"
    answer = client.submit(client.get(url), url, status=422, note="Ficou de ligar.", **wrong)
    assert answer.form(url)["note"] == "Ficou de ligar."
    assert not db.session.scalars(select(ContactNote)).all()


def test_what_was_noted_wrongly_is_mended_and_stays_to_be_read(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    person, client = register(), client_for(cast.facilitator)
    first = note(cast.facilitator, person, note="Vem na terça.")
    url = f"/participants/{person.id}/contact-notes/{first.id}"
    page = client.follow(client.submit(client.get(url), url, note="Vem na quarta."))
    assert page.soup.select_one("s", string="Vem na terça.") or "Vem na terça." in page.text
    assert "Vem na quarta." in page.text
    rows = db.session.scalars(select(ContactNote).order_by(ContactNote.id)).all()
    assert [(each.is_withdrawn, each.corrects) for each in rows] == [(True, None), (False, first.id)]
    with pytest.raises(Conflict), writing():
        take_back(cast.facilitator.actor, participant=person, note=rows[0])


def test_mending_an_old_note_leaves_the_appointment_that_was_agreed_later(
    cast: Cast, register: Register
) -> None:
    person, today = register(), clock.today("Europe/Lisbon")
    old = note(cast.facilitator, person)
    booked = note(cast.facilitator, person, next_on=today + timedelta(days=3))
    said = Noted(kind="visit", held_on=today, outcome="helped")
    with writing():
        note_contact(cast.colleague.actor, participant=person, note_id=new_id(), noted=said, corrects=old)
    assert find_appointment(person) is booked


def test_who_notes_something_beside_leaves_the_appointment_with_whom_it_was(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    person, today = register(), clock.today("Europe/Lisbon")
    note(cast.facilitator, person, next_on=today + timedelta(days=3))
    client, url = client_for(cast.colleague), f"/participants/{person.id}/contact-notes/new"
    client.submit(client.get(url), url, outcome="informed")
    standing = find_appointment(person)
    assert standing is not None
    assert (standing.written_by, standing.next_with) == (cast.colleague.id, cast.facilitator.id)


def test_the_last_note_that_stands_holds_the_appointment(cast: Cast, register: Register) -> None:
    person, today = register(), clock.today("Europe/Lisbon")
    booked = note(cast.facilitator, person, next_on=today + timedelta(days=3))
    assert find_appointment(person) is booked
    done = note(cast.facilitator, person)
    assert find_appointment(person) is None
    with writing():
        take_back(cast.facilitator.actor, participant=person, note=done)
    assert find_appointment(person) is booked


def test_the_day_begins_with_the_appointments_of_whoever_is_meant(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    today = clock.today("Europe/Lisbon")
    late, now, later = (register(name) for name in ("Ana Antes", "Bento Hoje", "Clara Depois"))
    note(cast.facilitator, late, next_on=today - timedelta(days=2))
    note(cast.facilitator, now, next_on=today, next_with=cast.colleague.id)
    note(cast.facilitator, later, next_on=today + timedelta(days=1))
    mine, theirs = (
        [person.name for person, _ in day_of(each.actor, today, 9).appointments]
        for each in (cast.facilitator, cast.colleague)
    )
    assert (mine, theirs) == (["Ana Antes"], ["Bento Hoje"])
    assert "Bento Hoje" in client_for(cast.colleague).get("/").text


def test_the_appointment_with_a_protected_person_shows_only_to_who_finds_them(
    cast: Cast, register: Register
) -> None:
    person, today = register(), clock.today("Europe/Lisbon")
    note(cast.facilitator, person, next_on=today, next_with=cast.colleague.id)
    with writing():
        seal_person(cast.coordinator.actor, participant=person, reason="risk_to_person")
    assert not day_of(cast.colleague.actor, today, 9).appointments


def test_who_may_note_contacts_and_what_is_in_no_list(cast: Cast, register: Register) -> None:
    person = register()
    for wrong in ({"kind": "pigeon"}, {"outcome": "miracle"}):
        with pytest.raises(UnknownReason):
            note(cast.facilitator, person, **wrong)
    with pytest.raises(Forbidden):
        note(cast.observer, person)


def test_what_was_noted_of_a_name_from_the_kiosk_goes_with_the_person(cast: Cast, register: Register) -> None:
    known, actor = register("Ana Alves"), clerk(cast.here, cast.facilitator.id)
    with writing():
        named = create_unverified(actor, municipality_id=cast.here, name="Ana Alves", language="pt")
    note(cast.facilitator, named)
    with writing():
        merge_unverified(actor, gone=named, kept=known)
    assert db.session.scalars(select(ContactNote.participant_id)).all() == [known.id]
