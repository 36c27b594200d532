"""What the kiosk is told, what calendars are told, what reports tell."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.feeds import Event
from app.core.unit_of_work import writing
from app.kiosk.permissions import TERMINAL_MAY
from app.people.households.operations import live_together
from app.people.models import Participant
from app.people.operations.records import create_participant
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.queries.fill import fill_of
from app.workshops.enrolments.queries.public import get_public, list_public
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import translate_workshop
from app.workshops.planning.operations.sessions import Appointment, cancel_session, edit_session, hold_session
from app.workshops.planning.queries.feeds import feed_events
from app.workshops.planning.queries.series import dates_of, list_sessions
from app.workshops.reports.queries.activity import exact_report, period_report, series_report
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.workshops import days, make_place, make_session, make_workshop

TODAY = date(2027, 3, 10)


def terminal(cast: Cast) -> Actor:
    return Actor(
        kind=ActorKind.TERMINAL,
        id=cast.kiosk.id,
        language="uk",
        municipality_id=cast.here,
        grants={cast.here: TERMINAL_MAY},
    )


@pytest.mark.clock("2027-03-10T09:00:00+00:00")
def test_the_kiosk_sees_what_is_offered_and_still_ahead(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        place = make_place(actor, name="Casa do Povo")
        running = make_workshop(
            actor, title="Costura", sessions=[date(2027, 3, 3)], state="running", capacity=9
        )
        make_session(actor, running, on=date(2027, 3, 17), place=place)
        off = make_session(actor, running, on=date(2027, 3, 11))
        cancel_session(actor, session=off, reason="weather")
        translate_workshop(actor, workshop=running, version=1, texts={("uk", "title"): "Шиття"})
        make_workshop(actor, title="Rascunho", state="draft")
        make_workshop(actor, title="Reservada", is_public=False)
        make_workshop(actor, title="Passada", sessions=[date(2027, 1, 5)])
        soon = make_workshop(actor, title="Amanhã", sessions=[date(2027, 3, 11)], capacity=None)
    found = list_public(terminal(cast), language="uk", today=TODAY)
    assert [each.id for each in found] == [soon.id, running.id]
    sewing = found[1]
    assert (sewing.title.value, sewing.title.lang, sewing.kind.lang) == ("Шиття", "uk", "uk")
    assert sewing.next
    assert (sewing.next.on, sewing.next.place) == (date(2027, 3, 17), "Casa do Povo")
    assert (sewing.free, sewing.is_full, found[0].free) == (9, False, None)
    assert (found[0].title.value, found[0].title.lang) == ("Amanhã", "pt")
    assert get_public(terminal(cast), running.id) == sewing


def test_the_kiosk_finds_nothing_elsewhere_and_nothing_unoffered(cast: Cast) -> None:
    with writing():
        draft = make_workshop(cast.facilitator.actor, state="draft")
        foreign = make_workshop(cast.stranger.actor)
    for workshop in (draft, foreign):
        with pytest.raises(NotFound):
            get_public(terminal(cast), workshop.id)


def test_calendars_are_told_of_moves_and_cancellations(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        place = make_place(actor)
        workshop = make_workshop(actor, sessions=days(2), place=place, facilitator_ids=[cast.colleague.id])
        first, second = list_sessions(actor, workshop)
        cancel_session(actor, session=second, reason="weather")
        edit_session(
            actor,
            session=first,
            version=1,
            appointment=Appointment(
                on=first.on, starts=time(15), ends=time(16), place_id=place.id, title="Máquina"
            ),
        )
        make_workshop(actor, state="draft", place=place)
    events: list[Event] = []
    subjects = {"place": place.id, "series": workshop.id, "facilitator": cast.colleague.id}
    for kind, subject in subjects.items():
        events = feed_events(kind, subject, cast.here)
        assert [(each.title, each.sequence, each.is_cancelled) for each in events] == [
            ("Oficina de projetos: Máquina", 1, False),
            ("Oficina de projetos", 0, True),
        ]
        assert not feed_events(kind, subject, cast.elsewhere)
    assert events[0].starts.hour == 15


def attend(actor: Actor, session: Session, count: int, **facts: Any) -> list[UUID]:
    """So many new people in one session, by rows: enrolling is another's test."""
    made = []
    taken = db.session.query(Enrolment).filter_by(workshop_id=session.workshop_id).count()
    for number in range(count):
        person = create_participant(
            actor, participant_id=new_id(), name=f"Pessoa {number}", municipality_id=actor.here(), **facts
        )
        enrolment = Enrolment(
            id=new_id(),
            municipality_id=actor.here(),
            workshop_id=session.workshop_id,
            participant_id=person.id,
            queue_number=taken + number + 1,
            state="confirmed",
            origin="desk",
        )
        db.session.add(enrolment)
        db.session.flush()
        db.session.add(
            Attendance(
                municipality_id=actor.here(),
                session_id=session.id,
                enrolment_id=enrolment.id,
                state="present",
                minutes=session.minutes,
                noted_at=clock.now(),
            )
        )
        made.append(enrolment.id)
    hold_session(actor, session=session)
    return made


@pytest.fixture
def reported(cast: Cast) -> list[Workshop]:
    """Three series of the same month: eight people, three, twelve."""
    actor, made = cast.coordinator.actor, []
    with writing():
        for number, size in enumerate((8, 3, 12)):
            workshop = make_workshop(actor, title=f"Série {number}", sessions=[date(2027, 2, 3 + number)])
            session = list_sessions(actor, workshop)[0]
            attend(actor, session, size, birth_year=1990, groups=["women"])
            made.append(workshop)
    return made


def test_a_report_of_a_series_and_of_a_period(cast: Cast, reported: list[Workshop]) -> None:
    observer = cast.observer.actor
    workshop, found, span = series_report(observer, reported[0].id)
    assert (workshop.title, found.sessions, span) == ("Série 0", 1, (date(2027, 2, 3), date(2027, 2, 3)))
    assert found.people in {5, 10}
    assert (found.attended, found.groups) == (found.people * 120, {"women": found.people})
    together = period_report(observer, 2027, "month-2")
    assert together.report.people in {20, 25}
    for line, each in zip(together.lines.values(), reported, strict=True):
        own = series_report(observer, each.id)[1]
        assert (line.title, line.people, line.attended) == (each.title, own.people, own.attended)
    exact = exact_report(cast.coordinator.actor, date(2027, 2, 1), date(2027, 2, 28))
    assert (exact.report.people, exact.report.attended) == (23, 23 * 120)
    assert [line.people for line in exact.lines.values()] == [8, 3, 12]
    with pytest.raises(Forbidden):
        exact_report(observer, date(2027, 2, 1), date(2027, 2, 28))


def test_families_supported_stand_in_the_report(
    cast: Cast, reported: list[Workshop], client_for: Callable[[Person | None], PageClient]
) -> None:
    """Four of all who came live together."""
    ids = select(Enrolment.participant_id).where(Enrolment.workshop_id.in_([each.id for each in reported]))
    with writing():
        people = db.session.scalars(select(Participant).where(Participant.id.in_(ids))).all()
        for other in (*people[1:3], people[-1]):
            live_together(cast.coordinator.actor, member_id=new_id(), person=people[0], other=other)
    exact = exact_report(cast.coordinator.actor, date(2027, 2, 1), date(2027, 2, 28))
    assert (exact.report.people, exact.report.families) == (23, 20)
    assert period_report(cast.observer.actor, 2027, "month-2").report.families == 20
    file = "/statistics/exact/file?first=2027-02-01&last=2027-02-28&format=csv"
    rows = client_for(cast.coordinator).get(file, judge=False).response.data.decode("utf-8-sig").splitlines()
    assert [row for row in rows if row.endswith(";20")]
    client_for(cast.observer).get(file, status=403)


def test_a_facilitator_reads_the_own_reports_only(cast: Cast, reported: list[Workshop]) -> None:
    with pytest.raises(NotFound):
        series_report(cast.facilitator.actor, reported[0].id)
    with pytest.raises(Forbidden):
        period_report(cast.facilitator.actor, 2027, "month-2")
    with writing():
        own = make_workshop(cast.facilitator.actor, sessions=0)
    assert series_report(cast.facilitator.actor, own.id)[2] is None
    with pytest.raises(NotFound):
        series_report(cast.stranger_coordinator.actor, own.id)


def test_how_full_series_are_and_when(cast: Cast, reported: list[Workshop]) -> None:
    with writing():
        later = make_session(cast.coordinator.actor, reported[0], on=date(2027, 2, 10))
    ids = [each.id for each in reported]
    counts = fill_of(ids)
    assert [counts[each].taken for each in ids] == [8, 3, 12]
    assert dates_of(ids)[ids[0]].last == later.on + timedelta(0)
