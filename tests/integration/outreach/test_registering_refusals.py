"""What somebody known says about consent at a session: the later answer counts, and who may give it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.registrations.models import Registration
from app.outreach.registrations.taking_back import take_back
from app.outreach.registrations.told import Answer
from app.people.models import Consent, Merge, Participant
from app.people.operations.consents import give_consent
from app.people.purposes import purposes
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import ZONE

PHONE = "912 345 678"


@pytest.fixture
def office(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def known(office: Actor, **who: Any) -> Participant:
    with making():
        return make_person(office, **{"name": "Ana Maria Feitosa", "phone": PHONE, **who})


def agrees(office: Actor, person: Participant, *keys: str, days_ago: int = 30) -> None:
    with making():
        for key in keys:
            give_consent(
                office,
                consent_id=new_id(),
                participant=db.session.get_one(Participant, person.id),
                purpose=key,
                language="pt",
                given_how="spoken",
                given_at=clock.now() - timedelta(days=days_ago),
            )


def says(key: str, *, is_given: bool) -> Answer:
    return Answer(purpose=key, is_given=is_given, wording=purposes()[key].version)


def active(person: Participant) -> set[str]:
    db.session.expire_all()
    theirs = select(Consent).filter_by(participant_id=person.id, withdrawn_at=None)
    return {each.purpose for each in db.session.scalars(theirs)}


def comes(registrar: Actor, table: Session, *consents: Answer, **more: Any) -> Any:
    told = {"name": "Ana Maria Feitosa", "contact": PHONE, "consents": consents, **more}
    with making():
        return enter(registrar, table, **told)


def test_no_at_a_session_ends_the_yes_of_before_and_no_other(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person = known(office)
    agrees(office, person, "messages", "matching")
    found = comes(registrar, table, says("messages", is_given=False))
    assert found.participant.id == person.id
    assert active(person) == {"matching"}
    ended = db.session.scalars(select(Consent).filter_by(purpose="messages")).one()
    assert ended.withdrawn_to == registrar.id


def test_a_yes_that_came_after_the_session_stands_when_the_tablet_delivers(
    office: Actor, registrar: Actor
) -> None:
    person = known(office)
    agrees(office, person, "messages", days_ago=1)
    day = clock.today(ZONE) - timedelta(days=5)
    with making():
        no = says("messages", is_given=False)
        enter(registrar, None, name="Ana Maria Feitosa", contact=PHONE, consents=(no,), captured_on=day)
    assert db.session.scalars(select(Merge.kept_id)).all() == [person.id]
    assert active(person) == {"messages"}


def test_whoever_was_recognised_by_mistake_agrees_as_before_once_it_is_taken_back(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person, sent = known(office), new_id()
    agrees(office, person, "messages")
    comes(registrar, table, says("messages", is_given=False), registration_id=sent)
    assert active(person) == set()
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, sent))
    assert active(person) == {"messages"}


@pytest.mark.parametrize("is_given", [True, False])
def test_nobody_known_to_be_under_age_consents_for_themselves_unseen(
    office: Actor, registrar: Actor, table: Session, *, is_given: bool
) -> None:
    """With the mother's telephone and no year the form is that of a grown-up; a no may be theirs."""
    minor = known(office, birth_year=clock.today(ZONE).year - 14)
    found = comes(registrar, table, says("matching", is_given=is_given))
    assert found.is_sure is not is_given
    assert active(minor) == set()


def test_of_a_minor_of_whom_it_was_said_who_answers_they_are_recognised(
    office: Actor, registrar: Actor, table: Session
) -> None:
    year = clock.today(ZONE).year - 14
    minor = known(office, birth_year=year)
    yes = says("matching", is_given=True)
    found = comes(registrar, table, yes, born=str(year), representative="Rita Feitosa")
    assert found.participant.id == minor.id
    assert db.session.scalars(select(Consent.answered_by)).all() == ["Rita Feitosa"]
