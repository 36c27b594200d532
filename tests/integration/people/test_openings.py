"""A record is open to the person's team, and to whoever says why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, new_id, will_write
from app.core.unit_of_work import writing
from app.people import queries
from app.people.models import Participant, RecordOpening
from app.people.operations.openings import open_by_act, open_record
from app.people.operations.sealing import add_to_team, remove_from_team, seal
from app.people.sealing import ReasonNeeded
from tests.cast import Cast, Person
from tests.client import PageClient

Register = Callable[..., Participant]
ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def asked(client_for: ClientFor, cast: Cast) -> PageClient:
    """A colleague of the same municipality, who is in nobody's team and has said nothing yet."""
    client = client_for(cast.colleague)
    client.gives_reasons = False
    return client


def openings() -> list[tuple[str, str]]:
    return [(each.reason, each.note) for each in db.session.scalars(select(RecordOpening))]


def test_who_is_not_on_the_team_says_why_by_one_tap_and_goes_on(
    asked: PageClient, register: Register, cast: Cast
) -> None:
    person = register("Ana Alves", birth_year=1961, parish_id=cast.parish)
    page = asked.get(f"/participants/{person.id}/contacts", status=303)
    question = asked.follow(page)
    for said in ("Ana Alves", "1961", "Amieira"):
        assert said in question.text
    buttons = question.soup.select('button[name="reason"]')
    assert buttons[0]["value"] == "person_present"
    opened = asked.submit(question, str(page.location), reason="called")
    assert opened.location == f"/participants/{person.id}/contacts"
    asked.get(opened.location)
    asked.get(f"/participants/{person.id}/history")
    assert openings() == [("called", "")]


def test_no_reason_is_said_on_the_same_page_and_opens_nothing(asked: PageClient, register: Register) -> None:
    person = register()
    question = asked.get(f"/participants/{person.id}/opening")
    action = f"/participants/{person.id}/opening"
    for wrong in ("", "curiosity", "sealed", "asked_by_person"):
        answer = asked.submit(question, action, status=422, reason=wrong, note="sobre a consulta")
        assert answer.form(action)["note"] == "sobre a consulta"
    assert not openings()


def test_the_team_reads_who_opened_the_record_and_why(
    asked: PageClient, client_for: ClientFor, register: Register, cast: Cast
) -> None:
    person = register()
    question = asked.get(f"/participants/{person.id}/opening")
    asked.submit(question, f"/participants/{person.id}/opening", reason="called", note="volta amanhã")
    seen = client_for(cast.facilitator).get(f"/participants/{person.id}").text
    for said in ("Colleague", "A pessoa telefonou ou escreveu", "volta amanhã"):
        assert said in seen
    assert "volta amanhã" not in asked.get(f"/participants/{person.id}").text  # is not of the team
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "participant.opened")).one()
    assert entry.detail == {"reason": "called"}


def test_after_an_hour_it_is_asked_again_but_what_was_typed_arrives(cast: Cast, register: Register) -> None:
    person, colleague = register(), cast.colleague.actor
    with writing():
        open_record(colleague, participant=person, opening_id=new_id(), reason="called")
    reading = will_write.set(False)
    try:
        assert queries.get_participant(colleague, person.id) is person
        with clock.frozen_at(clock.now() + timedelta(minutes=61)), pytest.raises(ReasonNeeded):
            queries.get_participant(colleague, person.id)
    finally:
        will_write.reset(reading)
    with clock.frozen_at(clock.now() + timedelta(hours=3)):
        assert queries.get_participant(colleague, person.id) is person
    with clock.frozen_at(clock.now() + timedelta(hours=13)), pytest.raises(ReasonNeeded):
        queries.get_participant(colleague, person.id)


def test_what_was_opened_before_somebody_was_sealed_is_asked_anew(cast: Cast, register: Register) -> None:
    person, coordinator = register(), cast.coordinator.actor
    with writing():
        open_record(cast.facilitator.actor, participant=person, opening_id=new_id(), reason="called")
    with writing():
        seal(coordinator, participant=person, reason="risk_to_person")
    assert queries.get_participant(coordinator, person.id) is person  # sealing is a reason
    with pytest.raises(ReasonNeeded):
        queries.get_participant(cast.facilitator.actor, person.id)


def test_the_same_reason_sent_twice_is_one_opening(cast: Cast, register: Register) -> None:
    person, once = register(), new_id()
    for _ in range(2):
        with writing():
            open_record(cast.colleague.actor, participant=person, opening_id=once, reason="called")
    assert openings() == [("called", "")]


def test_the_coordinator_says_why_too(client_for: ClientFor, cast: Cast, register: Register) -> None:
    client = client_for(cast.coordinator)
    client.gives_reasons = False
    assert "/opening" in client.get(f"/participants/{register().id}", status=303).location


def test_whoever_joins_the_team_is_asked_nothing_until_they_leave(
    asked: PageClient, cast: Cast, register: Register
) -> None:
    person, facilitator = register(), cast.facilitator.actor
    with writing():
        add_to_team(facilitator, participant=person, staff_id=cast.colleague.id)
    asked.get(f"/participants/{person.id}")
    with writing():
        remove_from_team(facilitator, participant=person, staff_id=cast.colleague.id)
    asked.get(f"/participants/{person.id}", status=303)


def test_who_opened_joins_the_team_by_one_button(asked: PageClient, cast: Cast, register: Register) -> None:
    person = register()
    question = asked.get(f"/participants/{person.id}/opening")
    asked.submit(question, f"/participants/{person.id}/opening", reason="person_present")
    page = asked.get(f"/participants/{person.id}")
    back = asked.submit(page, f"/participants/{person.id}/team")
    assert back.location == f"/participants/{person.id}"
    team = [member.staff_id for member in queries.list_team(cast.facilitator.actor, person)]
    assert sorted(team) == sorted([cast.facilitator.id, cast.colleague.id])


def test_an_act_that_is_a_reason_is_noted_once(cast: Cast, register: Register) -> None:
    person = register()
    for actor in (cast.colleague.actor, cast.colleague.actor, cast.facilitator.actor):
        with writing():
            open_by_act(actor, participant=person, reason="list_received")
    assert openings() == [("list_received", "")]


def test_a_stranger_of_another_municipality_is_not_asked(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    client_for(cast.stranger).get(f"/participants/{register().id}/opening", status=404)
