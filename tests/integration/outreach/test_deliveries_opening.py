"""What a tablet handed over becomes a registration once, or somebody is told what is in the way."""

from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.models import Staff
from app.core import clock, tombstones
from app.core.db import db, new_id
from app.core.tombstones import add
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations import opening
from app.outreach.registrations.identity import person_of
from app.outreach.registrations.models import Registration
from app.workshops.attendance.models import Attendance
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import forget_pack
from tests.factories.outreach_registrations import enter
from tests.integration.outreach.handing_over import ROSA, Work, handed_over, people, record
from tests.tablet import Prepared, Tablet


def test_what_was_handed_over_is_registered_and_nothing_of_it_lies_about(
    tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    record_id = handed_over(tablet, *ROSA, ("slip", "007"))
    work()
    row = record(record_id)
    assert (row.state, row.slip, row.session_id) == ("registered", "7", table.id)
    assert (row.box, row.carried, row.content) == ("", "", "")
    assert row.participant_id == person_of(record_id)
    assert people() == ["Rosa Inventada"]
    registration = db.session.get_one(Registration, record_id)
    assert (registration.origin, registration.registered_by) == ("tablet", cast.registrar.id)
    assert db.session.scalars(select(Attendance.state)).all() == ["present"]


def test_handed_over_again_afterwards_it_is_the_same(tablet: Tablet, work: Work) -> None:
    record_id = handed_over(tablet, *ROSA)
    work()
    tablet.send_one(tablet.queue[record_id])
    work()
    assert people() == ["Rosa Inventada"]
    assert record(record_id).state == "registered"


def test_after_a_restore_it_is_registered_from_what_the_tablet_carried(
    tablet: Tablet, work: Work, prepared: Prepared
) -> None:
    with making():
        forget_pack(prepared.pack_id)
    record_id = handed_over(tablet, *ROSA)
    work()
    assert record(record_id).state == "registered"


def test_a_session_nobody_knows_waits_for_somebody(
    tablet: Tablet, work: Work, prepared: Prepared, table: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session was made after the backup that came back."""
    monkeypatch.setattr(opening, "find_session", lambda _record: None)
    record_id = handed_over(tablet, *ROSA)
    work()
    row = record(record_id)
    assert (row.state, row.reason) == ("attention", "session_unknown")
    assert "Rosa Inventada" in row.content
    assert not row.box
    assert not people()


def test_what_cannot_be_opened_stays_as_it_came(tablet: Tablet, work: Work, prepared: Prepared) -> None:
    record_id = tablet.write(ROSA)
    envelope = tablet.queue[record_id].envelope
    assert envelope is not None
    envelope["sealed"] = envelope["sealed"][:-4] + "AAAA"
    tablet.send()
    work()
    row = record(record_id)
    assert (row.state, row.reason, row.content) == ("attention", "not_opened", "")
    assert row.box
    assert row.carried


def test_one_bad_record_holds_up_no_other(tablet: Tablet, work: Work) -> None:
    """Each of them says what is wrong, and the last is registered."""
    bad = handed_over(tablet, ("name", ""), ("language", "pt"))
    worse = handed_over(tablet, ("name", "Ivo"), ("language", "xx"), ("parish", "nowhere"))
    good = handed_over(tablet, *ROSA)
    work()
    assert [record(each).reason for each in (bad, worse, good)] == ["invalid", "invalid", ""]
    assert people() == ["Rosa Inventada"]


def test_a_registrar_who_left_leaves_nobody_behind(tablet: Tablet, work: Work, cast: Cast) -> None:
    with making():
        db.session.get_one(Staff, cast.registrar.id).suspended_at = clock.now()
    record_id = handed_over(tablet, *ROSA)
    work()
    row = record(record_id)
    assert (row.state, row.reason, row.made_by) == ("attention", "registrar_left", cast.registrar.id)
    assert not people()


def test_a_session_that_was_called_off_is_no_obstacle(
    tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    with making():
        staff = clerk(cast.here, cast.facilitator.id)
        cancel_session(staff, session=db.session.get_one(Session, table.id), reason="weather")
    record_id = handed_over(tablet, *ROSA)
    work()
    assert record(record_id).state == "registered"


@pytest.mark.parametrize("name", ["Rosa Inventada", "Rosa Maria Inventada", "Roza Inventada"])
def test_typed_from_paper_and_on_a_tablet_it_is_one_person(
    tablet: Tablet, work: Work, cast: Cast, table: Session, name: str
) -> None:
    with making():
        staff = clerk(cast.here, cast.facilitator.id)
        told: dict[str, Any] = {"name": name, "slip": "7", "wants_call": True}
        known = enter(staff, db.session.get_one(Session, table.id), origin="paper", **told)
    record_id = handed_over(tablet, *ROSA, ("slip", "7"))
    work()
    row = record(record_id)
    assert (row.state, row.reason) == ("dismissed", "same_person")
    assert (row.participant_id, row.session_id) == (known.participant.id, table.id)
    assert db.session.get_one(Registration, row.same_as).slip == "7"
    assert "Rosa Inventada" in row.content, "it can be taken back"
    assert people() == [name]


def test_one_slip_and_two_names_are_for_somebody_to_decide(
    tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    first = handed_over(tablet, ("name", "Domingos Pereira"), ("language", "pt"), ("slip", "7"))
    second = handed_over(tablet, *ROSA, ("slip", "7"))
    work()
    assert (record(first).state, record(second).reason) == ("registered", "same_slip")
    assert people() == ["Domingos Pereira"]


def test_a_slip_scanned_on_two_tablets_is_one_person(tablet: Tablet, work: Work, prepared: Prepared) -> None:
    record_id = new_id()
    handed_over(tablet, *ROSA, record_id=record_id)
    status, _said = tablet.network(
        "PUT", f"/records/{record_id}", prepared.seal(record_id, [*ROSA, ("slip", "")])
    )
    assert status == 409
    work()
    db.session.rollback()
    twin = db.session.scalars(select(FieldRecord).where(FieldRecord.same_as == record_id)).one()
    assert (twin.state, twin.reason) == ("dismissed", "same_person")
    assert people() == ["Rosa Inventada"]


def test_a_slip_scanned_for_two_people_loses_neither(tablet: Tablet, work: Work, prepared: Prepared) -> None:
    record_id = new_id()
    handed_over(tablet, *ROSA, record_id=record_id)
    tablet.network(
        "PUT", f"/records/{record_id}", prepared.seal(record_id, [("name", "Ivo"), ("language", "pt")])
    )
    work()
    db.session.rollback()
    twin = db.session.scalars(select(FieldRecord).where(FieldRecord.same_as == record_id)).one()
    assert (twin.state, twin.reason) == ("attention", "same_id")
    assert "Ivo" in twin.content


def test_entered_online_under_the_slips_id_first_it_is_one_person(
    tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    record_id = new_id()
    with making():
        staff = clerk(cast.here, cast.facilitator.id)
        enter(staff, table, registration_id=record_id, name="Rosa Inventada", wants_call=True, slip="7")
    handed_over(tablet, *ROSA, record_id=record_id)
    work()
    assert record(record_id).reason == "same_person"
    assert people() == ["Rosa Inventada"]


def test_whoever_was_erased_does_not_come_back_with_a_tablet(tablet: Tablet, work: Work) -> None:
    """The server was restored; what was erased since is known from outside the database."""
    record_id = new_id()
    tombstones.begin()
    add([person_of(record_id)])
    handed_over(tablet, *ROSA, record_id=record_id)
    work()
    row = record(record_id)
    assert (row.state, row.reason) == ("dismissed", "gone")
    assert (row.box, row.carried, row.content, row.participant_id) == ("", "", "", None)
    assert not people()
