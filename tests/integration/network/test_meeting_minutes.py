"""What meetings decide and write down: two who write at once, approved minutes, decisions that come back."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import StaleRecord
from app.network.meetings.minutes import read_record
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.operations import agenda, corrections, invitees, meetings, resolutions
from app.network.meetings.operations.invitees import Mark, NotedMeanwhile
from app.network.meetings.operations.resolutions import TooManyVotes
from app.network.meetings.queries.decisions import DecisionFilters, decisions_page, open_before
from app.network.meetings.queries.records import list_invitees, list_items
from app.network.parties.models import Body
from tests.cast import Cast
from tests.factories.meetings import (
    ZONE,
    a_body,
    be_there,
    decide,
    invitee_of,
    item_of,
    make_meeting,
)
from tests.factories.one_of_each import clerk, making


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def held(actor: Actor, **options: object) -> Meeting:
    with making():
        return make_meeting(actor, body=a_body(actor), state=MeetingState.HELD, **options)  # type: ignore[arg-type]


def test_there_are_no_more_votes_than_members(actor: Actor) -> None:
    meeting = held(actor)
    with pytest.raises(TooManyVotes) as refused, making():
        decide(actor, meeting, votes_for=2, votes_against=1)
    assert refused.value.present == 2


def test_approved_minutes_are_corrected_and_not_changed(actor: Actor) -> None:
    meeting = held(actor)
    with making():
        decision = decide(actor, meeting)
        meetings.approve(actor, meeting=meeting, on=meeting.on)
    item = item_of(meeting)
    with pytest.raises(agenda.MinutesClosed), making():
        agenda.write_notes(actor, item=item, version=item.version, notes="Outra coisa.")
    with pytest.raises(agenda.MinutesClosed), making():
        be_there(actor, meeting, 3)
    with pytest.raises(agenda.MinutesClosed), making():
        resolutions.withdraw_resolution(actor, resolution=decision)
    with making():
        correction = corrections.correct(actor, meeting=meeting, correction_id=new_id(), words="Leia-se 2.")
    with pytest.raises(meetings.IsCorrected), making():
        meetings.take_back_approval(actor, meeting=meeting)
    with making():
        corrections.withdraw_correction(actor, correction=correction)
        meetings.take_back_approval(actor, meeting=meeting)
    assert meeting.state == MeetingState.HELD
    assert meeting.approved_on is None


def test_a_draft_of_minutes_has_no_corrections(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor, state=MeetingState.HELD)
    with pytest.raises(corrections.NotApproved), making():
        corrections.correct(actor, meeting=meeting, correction_id=new_id(), words="Leia-se 2.")


def test_a_decision_comes_back_on_the_next_agenda_until_it_is_done(actor: Actor) -> None:
    meeting = held(actor)
    with making():
        decision = decide(actor, meeting)
        assert meeting.body_id
        tomorrow = meeting.on + timedelta(days=1)
        body = db.session.get_one(Body, meeting.body_id)
        following = make_meeting(actor, on=tomorrow, title="Seguinte", body=body)
    assert [each.id for each in open_before(following)] == [decision.id]
    with making():
        resolutions.close_resolution(
            actor, resolution=decision, version=decision.version, on=meeting.on, how="Aberto."
        )
    assert not open_before(following)
    with making():
        resolutions.reopen_resolution(actor, resolution=decision)
    assert [each.id for each in open_before(following)] == [decision.id]


def test_two_who_write_of_different_items_never_meet(actor: Actor) -> None:
    meeting = held(actor)
    first, second = list_items(meeting.id)[:2]
    with making():
        agenda.write_notes(actor, item=first, version=1, notes="Uma.")
        agenda.write_notes(actor, item=second, version=1, notes="Outra.")
    assert [each.notes for each in list_items(meeting.id)][:2] == ["Uma.", "Outra."]
    with pytest.raises(StaleRecord), making():
        agenda.write_notes(actor, item=first, version=1, notes="Por cima.")


def test_two_who_note_presences_at_once_lose_nothing(actor: Actor) -> None:
    """The other's marks stay where only they noted; where both did, nobody writes over the other unseen."""
    meeting = held(actor, present=0)
    first, second, third = list_invitees(meeting.id)
    drawn = Mark("absent")
    with making():
        theirs = {first.id: (drawn, Mark("present")), second.id: (drawn, Mark("late"))}
        invitees.note_presence(actor, meeting=meeting, marks=theirs)
    with making():
        mine = {first.id: (drawn, drawn), third.id: (drawn, Mark("represented", "Ivo Sá"))}
        assert invitees.note_presence(actor, meeting=meeting, marks=mine) == 1
    assert [each.presence for each in list_invitees(meeting.id)] == ["present", "late", "represented"]
    with pytest.raises(NotedMeanwhile) as meanwhile, making():
        invitees.note_presence(actor, meeting=meeting, marks={second.id: (drawn, Mark("present"))})
    assert meanwhile.value.theirs == {second.id: Mark("late")}


def test_an_item_that_the_minutes_speak_of_stays_on_the_agenda(actor: Actor) -> None:
    meeting = held(actor)
    item = item_of(meeting)
    with making():
        decision = decide(actor, meeting)
    with pytest.raises(agenda.IsWritten), making():
        agenda.withdraw_item(actor, item=item)
    with making():
        resolutions.withdraw_resolution(actor, resolution=decision)
        agenda.withdraw_item(actor, item=item)
        agenda.restore_item(actor, item=item)
    assert item.withdrawn_at is None


def test_who_only_looks_at_the_partnership_reads_no_names(cast: Cast, actor: Actor) -> None:
    meeting = held(actor)
    record = read_record(cast.observer.actor, meeting)
    assert not record.is_named
    assert not any("Ana Reis" in record.called(each) for each in record.invited)
    assert read_record(cast.facilitator.actor, meeting).called(invitee_of(meeting)) == "Ana Reis"


def test_one_s_own_decisions_are_found_by_the_owner(cast: Cast, actor: Actor) -> None:
    meeting = held(actor)
    with making():
        mine = decide(actor, meeting, owner_staff_id=cast.facilitator.id)
        decide(actor, meeting)
    wanted = DecisionFilters(today=clock.today(ZONE), mine=True)
    assert [each.id for each in decisions_page(cast.facilitator.actor, wanted).items] == [mine.id]
    late = DecisionFilters(today=clock.today(ZONE) + timedelta(days=31), state="late")
    assert len(decisions_page(actor, late).items) == 2
