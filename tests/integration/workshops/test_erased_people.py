"""What becomes of places, marks and figures when somebody is erased."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import EXACT
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.erasing import erase
from app.people.operations.rights import restrict
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.waiting import fill
from app.workshops.reports.models import ToldYear
from app.workshops.reports.queries.activity import exact_report
from app.workshops.reports.queries.programme import programme_report
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.programme import YEAR, a_year
from tests.integration.workshops.conftest import series, states

ClientFor = Callable[[Person | None], PageClient]
DAYS = date(YEAR, 1, 1), date(YEAR, 12, 31)


@pytest.fixture
def coordinator(cast: Cast, in_request: None) -> Actor:
    assert in_request is None
    return cast.coordinator.actor


def forget(actor: Actor, person: Participant) -> None:
    erase(actor, participant=person, reason="asked_by_person")


def test_a_place_goes_to_the_next_in_the_line(staff: Actor, coordinator: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        gone = make_person(staff, "Vai Embora")
        for person in (gone, make_person(staff, "Rosa"), make_person(staff, "Rui")):
            make_enrolment(staff, workshop, person)
        assert states(workshop) == ["confirmed", "waitlisted", "waitlisted"]
        forget(coordinator, gone)
        assert states(workshop)[1:] == ["offered", "waitlisted"]


def test_whoever_waited_is_passed_over_as_by_a_cancellation(staff: Actor, coordinator: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        first = make_enrolment(staff, workshop)
        gone = make_person(staff, "Vai Embora")
        make_enrolment(staff, workshop, gone)
        last = make_enrolment(staff, workshop)
        forget(coordinator, gone)
        cancel(coordinator, enrolment=first, reason="other")
        assert db.session.get_one(Enrolment, last.id).state == "offered"


def test_whose_data_rests_is_asked_later_and_keeps_their_number(staff: Actor, coordinator: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        first, resting = make_enrolment(staff, workshop), make_person(staff, "Olga")
        second, third = make_enrolment(staff, workshop, resting), make_enrolment(staff, workshop)
        restrict(coordinator, participant=resting, reason="accuracy", asked_by="person")
        cancel(coordinator, enrolment=first, reason="other")
        assert (second.state, third.state) == ("waitlisted", "offered")
        assert fill(coordinator, workshop) == 0


@pytest.mark.usefixtures("channels")
def test_no_message_with_their_address_waits(staff: Actor, coordinator: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        first = make_enrolment(staff, workshop)
        gone = make_person(staff, "Vai Embora", email="vai@example.org", messages=True)
        make_enrolment(staff, workshop, gone)
        cancel(coordinator, enrolment=first, reason="other")
        written = select(func.count()).select_from(Job).where(Job.kind == "mail.send", Job.state != "done")
        assert db.session.scalar(written) == 1
        forget(coordinator, gone)
        assert db.session.scalar(written) == 0


@pytest.fixture
def year(cast: Cast) -> list[Participant]:
    with writing():
        return a_year(cast.coordinator.actor, cast.parish, cast.other_parish)


def test_a_year_is_told_the_same_whether_somebody_asked_before_or_after(
    cast: Cast, client_for: ClientFor, year: list[Participant]
) -> None:
    """Nobody had asked: it is counted before they go."""
    actor = cast.coordinator.actor
    assert not db.session.scalars(select(ToldYear)).all()
    before = programme_report(actor, *DAYS, EXACT)
    db.session.rollback()
    with writing():
        forget(actor, db.session.get_one(Participant, year[1].id))
    assert {each.year for each in db.session.scalars(select(ToldYear))} >= {YEAR}
    after = programme_report(actor, *DAYS, EXACT)
    assert {key: each.times for key, each in before.columns.items()} == {
        key: each.times for key, each in after.columns.items()
    }
    page = client_for(cast.observer).get(f"/statistics/workshops?year={YEAR}&period=year")
    assert page.soup.select("main table")


def test_who_was_there_is_still_counted_session_by_session(cast: Cast, year: list[Participant]) -> None:
    actor = cast.coordinator.actor
    by = Attendance.session_id, Attendance.state
    marks = select(*by, func.count()).group_by(*by)
    noted = {tuple(row) for row in db.session.execute(marks)}
    before = exact_report(actor, *DAYS)
    db.session.rollback()
    with writing():
        for person in year[:5]:
            forget(actor, db.session.get_one(Participant, person.id))
    assert noted == {tuple(row) for row in db.session.execute(marks)}
    after = exact_report(actor, *DAYS)
    assert after.lines == before.lines
    assert (after.report.people, after.report.attended) == (before.report.people, before.report.attended)
