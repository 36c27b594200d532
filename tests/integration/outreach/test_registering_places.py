"""Where somebody who registers gets a place: where they are, and where they would like to be."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.registrations.models import Registration
from app.outreach.registrations.taking_back import take_back
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.series import WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter, make_table
from tests.factories.workshops import ZONE, make_workshop


def is_present(table: Session, enrolment: Enrolment) -> bool:
    mark = db.session.get(Attendance, (table.id, enrolment.id))
    return mark is not None and mark.state == "present"


def test_of_a_full_series_the_person_stands_in_the_line_and_was_there_all_the_same(
    cast: Cast, registrar: Actor
) -> None:
    with making():
        table = make_table(cast.facilitator.actor, capacity=1)
        seated = enter(registrar, table, name="Ana Primeira").enrolment
        late = enter(registrar, table, name="Bento Segundo").enrolment
    assert seated is not None
    assert late is not None
    assert (seated.state, late.state) == (EnrolmentState.CONFIRMED, EnrolmentState.WAITLISTED)
    assert is_present(table, seated)
    assert is_present(table, late)
    names = {each.name for each in list_attenders(cast.facilitator.actor, table.workshop)}
    assert names == {"Ana Primeira", "Bento Segundo"}


def test_where_a_series_is_asked_for_whoever_is_there_is_let_in(cast: Cast, registrar: Actor) -> None:
    with making():
        table = make_table(cast.facilitator.actor, admission="on_request")
        enrolment = enter(registrar, table).enrolment
    assert enrolment is not None
    assert enrolment.state == EnrolmentState.CONFIRMED
    assert is_present(table, enrolment)


@pytest.mark.parametrize("admission", ["open", "on_request"])
@pytest.mark.parametrize("capacity", [None, 1])
def test_of_a_series_that_ended_before_the_tablet_delivered_the_person_was_there(
    cast: Cast, registrar: Actor, capacity: int | None, admission: str
) -> None:
    """A seat is a promise, presence a fact: where all seats are taken it counts without one."""
    sent = new_id()
    with making():
        table = make_table(cast.facilitator.actor, capacity=capacity, admission=admission)
        enter(registrar, table, name="Ana Primeira")
        table.workshop.state = WorkshopState.ENDED.value
        found = enter(registrar, table, registration_id=sent, name="Bento Segundo")
    (theirs,) = db.session.scalars(select(Enrolment).filter_by(participant_id=found.participant.id))
    assert is_present(table, theirs)
    assert "Bento Segundo" in {each.name for each in list_attenders(cast.facilitator.actor, table.workshop)}
    assert theirs.state == (EnrolmentState.CANCELLED if capacity else EnrolmentState.CONFIRMED)
    assert (found.enrolment is None) is bool(capacity)
    with making():
        take_back(registrar, registration=db.session.get_one(Registration, sent))
    assert not is_present(table, theirs)


@pytest.mark.parametrize("what", ["session", "series", "draft", "fair"])
def test_where_there_is_no_place_the_person_is_registered_without_one(
    cast: Cast, registrar: Actor, what: str
) -> None:
    office = cast.facilitator.actor
    plan: dict[str, Any] = {}
    if what == "draft":
        plan = {"state": WorkshopState.DRAFT}
    if what == "fair":
        plan = {"kind": "fair"}
    with making():
        table = make_table(office, **plan)
        if what == "session":
            cancel_session(office, session=table, reason="weather")
        if what == "series":
            cancel_workshop(office, workshop=table.workshop, reason="weather")
        found = enter(registrar, table)
    assert found.is_new
    assert found.enrolment is None
    assert db.session.scalars(select(Enrolment).filter_by(participant_id=found.participant.id)).all() == []


def test_of_a_session_that_is_still_to_come_nobody_was_there_yet(cast: Cast, registrar: Actor) -> None:
    with making():
        table = make_table(cast.facilitator.actor, sessions=[clock.today(ZONE) + timedelta(days=1)])
        enrolment = enter(registrar, table).enrolment
    assert enrolment is not None
    assert db.session.get(Attendance, (table.id, enrolment.id)) is None


def test_wishes_are_places_asked_for_as_anywhere_else(cast: Cast, registrar: Actor, table: Session) -> None:
    office = cast.facilitator.actor
    with making():
        free = make_workshop(office, title="Livre")
        asked = make_workshop(office, title="A pedido", admission="on_request")
        found = enter(registrar, table, wishes=(free.id, asked.id, table.workshop_id))
    theirs = select(Enrolment).filter_by(participant_id=found.participant.id)
    states = {each.workshop_id: each.state for each in db.session.scalars(theirs)}
    assert states == {
        table.workshop_id: EnrolmentState.CONFIRMED,
        free.id: EnrolmentState.CONFIRMED,
        asked.id: EnrolmentState.REQUESTED,
    }
    assert found.missed == ()


def test_a_wish_that_cannot_be_met_any_more_is_said_and_stops_nothing(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    office = cast.facilitator.actor
    with making():
        ended = make_workshop(office, title="Já acabou", state=WorkshopState.ENDED)
        hidden = make_workshop(office, title="Só por convite", is_public=False)
        found = enter(registrar, table, wishes=(ended.id, hidden.id, new_id()))
    assert set(found.missed) == {"Já acabou", "Só por convite"}
    assert found.enrolment is not None
