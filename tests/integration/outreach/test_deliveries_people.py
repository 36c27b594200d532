"""Records follow whom they led to, and know nothing of them any more when they are gone."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from app.core import tombstones
from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.models import Registration
from app.outreach.registrations.taking_back import take_back
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.erasing import erase
from tests.cast import Cast
from tests.factories.one_of_each import a_person, clerk, making
from tests.tablet import State, Tablet

Work = Callable[[], int]
ROSA = [("name", "Rosa Inventada"), ("language", "pt"), ("wants_call", "y"), ("slip", "7")]


def arrived(tablet: Tablet, work: Work) -> UUID:
    record_id = tablet.write(ROSA)
    tablet.send()
    work()
    return record_id


def row(record_id: UUID) -> FieldRecord:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, record_id)


def person_of(record: FieldRecord) -> Participant:
    assert record.participant_id
    return db.session.get_one(Participant, record.participant_id)


def test_of_somebody_erased_nothing_is_left_and_no_tablet_brings_them_back(
    tablet: Tablet, work: Work, cast: Cast
) -> None:
    tombstones.begin()
    record_id = arrived(tablet, work)
    with making():
        erase(cast.coordinator.actor, participant=person_of(row(record_id)), reason="asked_by_person")
    found = row(record_id)
    assert (found.participant_id, found.slip, found.content) == (None, "", "")
    tablet.queue[record_id].state = State.SEALED
    tablet.send()
    work()
    assert tablet.queue[record_id].state == State.ACKNOWLEDGED
    db.session.rollback()
    assert not db.session.scalars(select(Registration)).all()


def test_a_record_goes_along_when_two_are_one(tablet: Tablet, work: Work, cast: Cast) -> None:
    record_id = arrived(tablet, work)
    with making():
        staff = clerk(cast.here, cast.coordinator.id)
        known = a_person(staff, name="Rosa Maria Inventada")
        db.session.flush()
        merge_unverified(staff, gone=person_of(db.session.get_one(FieldRecord, record_id)), kept=known)
    assert row(record_id).participant_id == known.id


def test_a_registration_that_was_a_mistake_leaves_no_record_of_anybody(
    tablet: Tablet, work: Work, cast: Cast
) -> None:
    record_id = arrived(tablet, work)
    with making():
        take_back(cast.registrar.actor, registration=db.session.get_one(Registration, record_id))
    found = row(record_id)
    assert (found.state, found.reason, found.participant_id, found.slip) == ("dismissed", "gone", None, "")
    tablet.ask()
    assert tablet.queue[record_id].state == State.ACKNOWLEDGED, "it is known, and not sent again"
