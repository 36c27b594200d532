"""Who registers is somebody new, or somebody known: without doubt it is said at once, else by a person."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.outreach.registrations.identity import person_of
from app.people.facts.held import held_on, value
from app.people.facts.queries import list_facts
from app.people.merging.operations import undo
from app.people.models import Merge, Participant
from app.people.operations.rights import restrict
from app.people.operations.sealing import add_to_team, seal
from app.people.sealing import NAMED_AGAIN, SEAL_REASONS
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import ZONE

PHONE = "912 345 678"
SAID: dict[str, Any] = {"name": "Ana Maria Feitosa", "contact": PHONE, "work": "caring", "slip": "3"}


@pytest.fixture
def office(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def known(office: Actor, **who: Any) -> Participant:
    with making():
        return make_person(office, **{"name": "Ana Maria Feitosa", "phone": PHONE, **who})


def merges() -> int:
    return db.session.scalar(select(func.count()).select_from(Merge)) or 0


def test_of_name_and_telephone_there_is_no_doubt_and_what_was_said_is_theirs(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person, sent = known(office), new_id()
    with making():
        found = enter(registrar, table, registration_id=sent, **SAID)
    assert (found.is_sure, found.participant.id) == (True, person.id)
    assert found.enrolment is not None
    assert found.enrolment.participant_id == person.id
    assert db.session.get(Attendance, (table.id, found.enrolment.id)) is not None
    assert db.session.get(Participant, person_of(sent)) is None
    assert value(held_on(list_facts(person.id), clock.today(ZONE)), "work") == "caring"
    with making():
        again = enter(registrar, table, registration_id=sent, **SAID)
    assert (again.is_new, again.is_sure, again.participant.id) == (False, True, person.id)


def test_a_merge_that_was_wrong_is_undone_and_a_late_copy_keeps_it_so(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person, sent = known(office), new_id()
    with making():
        enter(registrar, table, registration_id=sent, **SAID)
    with making():
        undo(office, merge=db.session.scalars(select(Merge)).one())
    own = db.session.get_one(Participant, person_of(sent))
    assert own.is_unverified
    assert value(held_on(list_facts(person.id), clock.today(ZONE)), "work") == ""
    with making():
        again = enter(registrar, table, registration_id=sent, **SAID)
    assert again.participant.id == own.id
    theirs = select(Enrolment.participant_id).where(Enrolment.workshop_id == table.workshop_id)
    assert set(db.session.scalars(theirs)) == {own.id}


def test_the_very_day_of_birth_is_enough_and_the_year_alone_is_not(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person = known(office, phone="", birth_year=None, born="1984-03-12")
    with making():
        same = enter(registrar, table, name="Ana Maria Feitosa", born="1984-03-12")
        namesake = enter(registrar, table, name="Ana Maria Feitosa", born="1984")
    assert not namesake.is_sure
    assert namesake.participant.is_unverified
    assert same.participant.id == person.id


def test_couples_and_families_who_share_a_telephone_are_as_many_people(
    office: Actor, registrar: Actor, table: Session
) -> None:
    person = known(office)
    with making():
        husband = enter(registrar, table, name="Rui Feitosa", contact=PHONE)
        daughter = enter(registrar, table, name="Maria Inês Feitosa", contact=PHONE)
    assert (husband.is_sure, daughter.is_sure) == (False, False)
    assert len({person.id, husband.participant.id, daughter.participant.id}) == 3
    assert merges() == 0


def test_two_who_could_be_it_are_left_to_a_person(office: Actor, registrar: Actor, table: Session) -> None:
    known(office)
    known(office)
    with making():
        found = enter(registrar, table, name="Ana Maria Feitosa", contact=PHONE)
    assert not found.is_sure
    assert merges() == 0


def test_nobody_is_merged_with_whoever_nobody_has_looked_at(registrar: Actor, table: Session) -> None:
    with making():
        enter(registrar, table, name="Ana Maria Feitosa", contact=PHONE)
        second = enter(registrar, table, name="Ana Maria Feitosa", contact=PHONE)
    assert not second.is_sure
    assert merges() == 0


def test_nobody_is_merged_with_whose_data_rests(office: Actor, registrar: Actor, table: Session) -> None:
    person = known(office)
    with making():
        restrict(office, participant=person, reason="accuracy", asked_by="person")
    with making():
        found = enter(registrar, table, name="Ana Maria Feitosa", contact=PHONE)
    assert not found.is_sure
    assert merges() == 0


@pytest.mark.parametrize("may_find", [False, True])
def test_a_protected_namesake_is_neither_merged_nor_told_of_and_their_team_hears(
    cast: Cast, office: Actor, registrar: Actor, table: Session, *, may_find: bool
) -> None:
    person = known(office)
    with making():
        seal(office, participant=person, reason=SEAL_REASONS[0])
        if may_find:
            add_to_team(office, participant=person, staff_id=cast.registrar.id)
    with making():
        found = enter(registrar, table, name="Ana Maria Feitosa", contact=PHONE)
    assert not found.is_sure
    assert found.participant.id != person.id
    assert merges() == 0
    told = select(AuditEntry.subject_id).where(AuditEntry.action == NAMED_AGAIN)
    assert db.session.scalars(told).all() == [person.id]
