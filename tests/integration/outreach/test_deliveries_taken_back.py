"""What arrives after a registration was taken back as a mistake is seen by somebody, and lost to nobody."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from app.core import tombstones
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations.deciding import register_by_hand
from app.outreach.deliveries.operations.opening import said_in
from app.outreach.registrations.models import Registration
from app.outreach.registrations.taking_back import take_back
from app.outreach.registrations.told import Told
from app.people.models import Participant
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter
from tests.tablet import State, Tablet

Work = Callable[[], int]
ROSA = [("name", "Rosa Inventada"), ("language", "pt"), ("slip", "12")]


@pytest.fixture
def mistaken(registrar: Actor, table: Session) -> UUID:
    """The id of a slip that was typed from paper, for the wrong person, and taken back."""
    tombstones.begin()
    slip_id = new_id()
    with making():
        enter(registrar, table, registration_id=slip_id, name="Engano Inventado", slip="12", origin="paper")
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, slip_id))
    return slip_id


def row(record_id: UUID) -> FieldRecord:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, record_id)


def names() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(Participant.name)))


def test_whoever_a_tablet_registered_with_that_slip_waits_for_somebody_with_all_they_said(
    mistaken: UUID, tablet: Tablet, work: Work
) -> None:
    tablet.write(ROSA, mistaken)
    tablet.send()
    work()
    found = row(mistaken)
    assert (found.state, found.reason) == ("attention", reasons.TAKEN_BACK)
    said = said_in(found)
    assert said is not None
    assert said.value("name") == "Rosa Inventada"
    assert reasons.attention().get(found.reason) is not None
    assert tablet.queue[mistaken].state == State.ACKNOWLEDGED


def test_somebody_who_looked_lets_them_in(
    mistaken: UUID, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    tablet.write(ROSA, mistaken)
    tablet.send()
    work()
    with making():
        register_by_hand(
            cast.facilitator.actor,
            record=db.session.get_one(FieldRecord, mistaken),
            session=db.session.get_one(Session, table.id),
            told=Told(name="Rosa Inventada", slip="12"),
            captured_at=None,
        )
    found = row(mistaken)
    assert found.state == "registered"
    assert "Rosa Inventada" in names()
    assert db.session.get_one(Participant, found.participant_id).name == "Rosa Inventada"


def test_it_is_so_after_a_restore_to_before_the_mistake_was_taken_back(
    tablet: Tablet, work: Work, registrar: Actor
) -> None:
    """The tombstones outlive the database; of what tablets handed over it knows nothing any more."""
    tombstones.begin()
    record_id = tablet.write(ROSA)
    tablet.send()
    work()
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, record_id))
    with making():
        db.session.execute(delete(FieldRecord))
    tablet.queue[record_id].state = State.SEALED
    tablet.send()
    work()
    found = row(record_id)
    assert (found.state, found.reason) == ("attention", reasons.TAKEN_BACK)
    assert said_in(found) is not None


def test_a_second_content_under_a_slip_that_was_taken_back_says_so(
    tablet: Tablet, work: Work, registrar: Actor
) -> None:
    tombstones.begin()
    record_id = tablet.write(ROSA)
    tablet.send()
    work()
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, record_id))
    other = Tablet(tablet.prepared, tablet.network)
    other.write([("name", "Ivo Inventado"), ("language", "pt"), ("slip", "12")], record_id)
    other.send()
    work()
    db.session.rollback()
    (twin,) = db.session.scalars(select(FieldRecord).filter_by(same_as=record_id))
    assert (twin.state, twin.reason) == ("attention", reasons.TAKEN_BACK)


def test_who_takes_back_one_of_two_forms_of_a_person_does_not_lose_the_other(
    tablet: Tablet, work: Work, registrar: Actor, table: Session
) -> None:
    slip_id = new_id()
    with making():
        enter(registrar, table, registration_id=slip_id, name="Rosa Inventada", slip="12", origin="paper")
    record_id = tablet.write(ROSA)
    tablet.send()
    work()
    assert (row(record_id).state, row(record_id).reason) == ("dismissed", reasons.SAME_PERSON)
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, slip_id))
    found = row(record_id)
    assert (found.state, found.reason, found.participant_id) == ("attention", reasons.TAKEN_BACK, None)
    assert queries.last_attention(found) == reasons.TAKEN_BACK
    said = said_in(found)
    assert said is not None
    assert said.value("name") == "Rosa Inventada"
