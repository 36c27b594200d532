"""Noting who was there: whole tables, by two people at once, and what attending leaves behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.machine import UnknownReason
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.operations.entries import confirm_entry
from app.skills.queries.catalogue import catalogue
from app.skills.queries.inventories import entries_of
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.operations.attendance import (
    NOTHING,
    Change,
    Mark,
    NotedMeanwhile,
    NotYet,
    note_attendance,
)
from app.workshops.attendance.queries import attendance as reads
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast
from tests.factories.attendance import PRESENT, make_running, note, past_days, sessions_of
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import list_of, making
from tests.factories.workshops import ZONE, make_session, make_workshop

LATE, ABSENT = Mark("late", 90), Mark("absent", 0, "childcare")


@pytest.fixture
def running(cast: Cast) -> tuple[Workshop, list[Enrolment], list[Session]]:
    """Three people in a series with two past sessions."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, "Ana", "Bento", "Clara")
    return workshop, places, sessions_of(actor, workshop)


Running = tuple[Workshop, list[Enrolment], list[Session]]


def stored(session: Session, enrolment: Enrolment) -> Mark | None:
    row = db.session.scalars(
        select(Attendance).where(Attendance.session_id == session.id, Attendance.enrolment_id == enrolment.id)
    ).one_or_none()
    return Mark(row.state, row.minutes, row.reason) if row else None


def test_a_table_is_kept_and_the_session_was_held(cast: Cast, running: Running) -> None:
    workshop, places, sessions = running
    marks = (Mark("present", 5), LATE, ABSENT)
    changes = [
        Change(sessions[0].id, place.id, NOTHING, mark) for place, mark in zip(places, marks, strict=True)
    ]
    for expected in (3, 0):  # sent again, it is the same table
        with making():
            assert note_attendance(cast.facilitator.actor, workshop=workshop, changes=changes) == expected
    assert [stored(sessions[0], place) for place in places] == [PRESENT, LATE, ABSENT]
    assert sessions[0].state == SessionState.HELD
    rows = reads.list_attenders(cast.facilitator.actor, workshop)
    hours = reads.hours_in(sessions, rows, reads.marks_in([each.id for each in sessions]))
    assert [(hours[place.id].attended, hours[place.id].held) for place in places] == [
        (120, 120),
        (90, 120),
        (0, 120),
    ]


def test_of_two_people_saving_the_second_is_shown_both(cast: Cast, running: Running) -> None:
    workshop, places, sessions = running
    with making():
        note(cast.facilitator.actor, sessions[0], places[0], PRESENT)
    mine = [
        Change(sessions[0].id, places[0].id, NOTHING, ABSENT),
        Change(sessions[0].id, places[1].id, NOTHING, PRESENT),
    ]
    with pytest.raises(NotedMeanwhile) as refused, making():
        note_attendance(cast.colleague.actor, workshop=workshop, changes=mine)
    assert refused.value.theirs == {(sessions[0].id, places[0].id): PRESENT}
    assert stored(sessions[0], places[0]) == PRESENT
    assert stored(sessions[0], places[1]) is None
    untouched = [Change(sessions[0].id, places[0].id, NOTHING, NOTHING), mine[1]]
    with making():  # whoever did not touch the row does not take it back
        assert note_attendance(cast.colleague.actor, workshop=workshop, changes=untouched) == 1
    assert stored(sessions[0], places[0]) == PRESENT


def test_nobody_was_in_a_session_to_come_but_may_be_excused_from_it(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with making():
        ahead = [clock.today(ZONE) + timedelta(days=7)]
        workshop, places = make_running(actor, "Ana", days=ahead)
    session = sessions_of(actor, workshop)[0]
    with pytest.raises(NotYet), making():
        note(actor, session, places[0])
    with making():
        note(actor, session, places[0], Mark("excused", 0, "transport"))
    assert session.state == SessionState.PLANNED


def test_rows_of_other_series_and_unknown_reasons_are_refused(cast: Cast, running: Running) -> None:
    _workshop, places, sessions = running
    actor = cast.facilitator.actor
    with making():
        _other, strangers = make_running(actor, "Duarte")
    with pytest.raises(NotFound), making():
        note(actor, sessions[0], strangers[0])
    with pytest.raises(UnknownReason), making():
        note(actor, sessions[0], places[0], Mark("absent", 0, "laziness"))
    with making():
        cancel_session(actor, session=sessions[1], reason="weather")
    with pytest.raises(Conflict), making():
        note(actor, sessions[1], places[0])
    with pytest.raises(Forbidden), making():
        note(cast.partner_technician.actor, sessions[0], places[0])


def test_what_is_not_filled_in_is_listed_until_it_is(cast: Cast, running: Running) -> None:
    workshop, places, sessions = running
    actor = cast.facilitator.actor
    waiting = reads.list_to_fill_in(actor)
    assert [(each.session.id, each.missing, each.is_own) for each in waiting] == [
        (sessions[0].id, 3, True),
        (sessions[1].id, 3, True),
    ]
    with making():
        for place in places:
            note(actor, sessions[0], place, ABSENT)
        note(actor, sessions[1], places[0])
        make_enrolment(actor, workshop)  # came later: nobody misses them in sessions before
    assert [(each.session.id, each.missing) for each in reads.list_to_fill_in(actor)] == [
        (sessions[0].id, 0),  # nobody came: was it held?
        (sessions[1].id, 2),
    ]
    assert reads.list_to_fill_in(cast.stranger.actor) == []
    assert reads.list_to_fill_in(cast.partner_technician.actor) == []


def test_protected_people_are_only_in_the_tables_of_those_who_find_them(cast: Cast, running: Running) -> None:
    workshop, places, _sessions = running
    person = db.session.get_one(Participant, places[0].participant_id)
    with making():
        seal(cast.coordinator.actor, participant=person, reason="risk_to_person")
    seen = {
        name: [row.name for row in reads.list_attenders(getattr(cast, name).actor, workshop)]
        for name in ("facilitator", "colleague", "coordinator")
    }
    assert seen["facilitator"] == seen["coordinator"] == ["Ana", "Bento", "Clara"]
    assert seen["colleague"] == ["Bento", "Clara"]
    on_paper = reads.list_attenders(cast.facilitator.actor, workshop, on_paper=True)
    assert [row.name for row in on_paper] == ["Bento", "Clara"]
    assert {each.missing for each in reads.list_to_fill_in(cast.colleague.actor)} == {2}


def entries(person: Participant) -> dict[object, InventoryEntry]:
    query = select(InventoryEntry).where(InventoryEntry.participant_id == person.id)
    return {each.competence_id: each for each in db.session.scalars(query)}


def test_attending_evidences_what_the_series_develops(cast: Cast) -> None:
    actor = cast.facilitator.actor
    cards = catalogue().cards("home-family")[:3]
    with making():
        workshop, places = make_running(
            actor, "Ana", title="Cozinhar", competence_ids=[card.id for card in cards]
        )
        person = db.session.get_one(Participant, places[0].participant_id)
        known = list_of(actor, participant_id=person.id)
        confirm_entry(actor, entry=known.entries[1], level="alone")
        first, second = sessions_of(actor, workshop)
    declared, confirmed = known.entries[0], known.entries[1]
    assert {declared.competence_id, confirmed.competence_id} == {cards[0].id, cards[1].id}
    registrar = cast.registrar.actor  # who has no say in lists of competences
    with making():
        note(registrar, second, places[0])
    found = entries(person)
    assert found[declared.competence_id].state == EntryState.EVIDENCED
    assert found[cards[2].id].state == EntryState.EVIDENCED
    assert found[confirmed.competence_id].state == EntryState.CONFIRMED
    assert confirmed.evidence == ""
    assert "«Cozinhar»" in found[cards[2].id].evidence
    assert str(second.on.year) in found[cards[2].id].evidence
    with making():
        note(registrar, first, places[0])
    assert found[cards[2].id].evidence.count("«Cozinhar»") == 1

    with making():  # both were a mistake
        note(registrar, first, places[0], ABSENT, was=PRESENT)
        note(registrar, second, places[0], ABSENT, was=PRESENT)
    db.session.expire_all()
    found = entries(person)
    assert found[declared.competence_id].state == EntryState.DECLARED
    assert cards[2].id not in found
    assert found[confirmed.competence_id].state == EntryState.CONFIRMED


def test_somebody_without_a_list_gets_one(cast: Cast) -> None:
    actor = cast.facilitator.actor
    card = catalogue().cards("work")[0]
    with making():
        workshop, places = make_running(actor, "Ana", competence_ids=[card.id])
        note(actor, sessions_of(actor, workshop)[0], places[0])
    person = db.session.get_one(Participant, places[0].participant_id)
    assert [each.state for each in entries_of(actor, person.id)] == [EntryState.EVIDENCED]
    assert person.last_activity_on == clock.today(ZONE)


def test_the_table_has_those_who_left_after_they_were_noted(cast: Cast, running: Running) -> None:
    workshop, places, sessions = running
    actor = cast.facilitator.actor
    with making():
        note(actor, sessions[0], places[0])
        cancel(actor, enrolment=places[0], reason="other")
        cancel(actor, enrolment=places[1], reason="other")
    names = [row.name for row in reads.list_attenders(actor, workshop)]
    assert names == ["Ana", "Clara"]


def test_the_first_session_that_has_not_begun_is_the_next_one(cast: Cast) -> None:
    actor = cast.facilitator.actor
    today = clock.today(ZONE)
    with making():
        workshop = make_workshop(actor, sessions=past_days(1))
        first = make_session(actor, workshop, on=today)
        later = make_session(actor, workshop, on=today + timedelta(days=3))
    assert [each.on for each in reads.sessions_today(workshop.id)] == [today]
    for ahead, expected in ((timedelta(minutes=1), first.id), (timedelta(), later.id)):
        with clock.frozen_at(first.starts_at - ahead):
            found = reads.next_session(workshop.id)
        assert found is not None
        assert found.id == expected
