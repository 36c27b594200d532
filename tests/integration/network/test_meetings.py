"""Meetings from convocation to approved minutes: what is refused, what is taken back, what stays."""

from datetime import time, timedelta

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound, StaleRecord
from app.network.meetings.minutes import read_record
from app.network.meetings.models.meeting import Answer, Meeting, MeetingState
from app.network.meetings.operations import agenda, corrections, invitees, meetings, resolutions
from app.network.meetings.operations.invitees import Guest, Mark, NotedMeanwhile
from app.network.meetings.operations.resolutions import NoQuorum, TooManyVotes
from app.network.meetings.queries.decisions import DecisionFilters, decisions_page, open_before
from app.network.meetings.queries.meetings import get_meeting
from app.network.meetings.queries.records import list_invitees, list_items, quorum_of, rule_on
from app.network.meetings.quorum import RuleKind
from app.network.parties.models import Body
from tests.cast import Cast
from tests.factories.meetings import (
    ZONE,
    a_body,
    an_organisation,
    be_there,
    decide,
    invitee_of,
    item_of,
    make_meeting,
    sits,
)
from tests.factories.one_of_each import clerk, making


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def held(actor: Actor, **options: object) -> Meeting:
    with making():
        return make_meeting(actor, body=a_body(actor), state=MeetingState.HELD, **options)  # type: ignore[arg-type]


def test_a_meeting_without_agenda_or_guests_is_not_convened(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor, state=MeetingState.DRAFT, members=())
    with pytest.raises(meetings.NotReady), making():
        meetings.convene(actor, meeting=meeting)


def test_a_convened_meeting_keeps_the_rule_that_its_body_had(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor, body=a_body(actor))
    assert (meeting.rule.kind, meeting.rule.second_after) == (RuleKind.MAJORITY, 30)
    assert meeting.body_id
    found = rule_on(meeting.body_id, meeting.municipality_id, meeting.on)
    assert found
    assert rule_on(meeting.body_id, meeting.municipality_id, found.since - timedelta(days=1)) is None


def test_what_is_still_to_come_was_not_held(actor: Actor) -> None:
    tomorrow = clock.today(ZONE) + timedelta(days=1)
    with making():
        meeting = make_meeting(actor, on=tomorrow)
    with pytest.raises(meetings.NotYet), making():
        meetings.hold(actor, meeting=meeting, began=time(10))


def test_without_quorum_it_is_information_and_decides_nothing(actor: Actor) -> None:
    meeting = held(actor, present=1)
    assert not quorum_of(meeting, list_invitees(meeting.id)).is_met
    with pytest.raises(NoQuorum), making():
        decide(actor, meeting)
    with making():
        be_there(actor, meeting, 2)
        decide(actor, meeting)


def test_on_the_second_call_whoever_is_there_decides(actor: Actor) -> None:
    meeting = held(actor, present=1)
    with making():
        hours = {"began": time(10, 35), "closed": None, "on_second_call": True}
        meetings.change_hours(actor, meeting=meeting, version=meeting.version, **hours)  # type: ignore[arg-type]
        decide(actor, meeting)
    hours["on_second_call"] = False
    with pytest.raises(meetings.HasDecided), making():
        meetings.change_hours(actor, meeting=meeting, version=meeting.version, **hours)  # type: ignore[arg-type]


def test_who_is_represented_counts_and_who_has_no_vote_does_not(actor: Actor) -> None:
    meeting = held(actor, present=1)
    second = invitee_of(meeting, 1)
    with making():
        guest = Guest(name="Convidada", is_member=False)
        extra = invitees.invite(actor, meeting=meeting, invitee_id=new_id(), guest=guest)
        marks = {
            second.id: (Mark("absent"), Mark("represented", "Ivo Sá")),
            extra.id: (Mark(), Mark("present")),
        }
        invitees.note_presence(actor, meeting=meeting, marks=marks)
    quorum = quorum_of(meeting, list_invitees(meeting.id))
    assert (quorum.members, quorum.present, quorum.is_met) == (3, 2, True)


def test_a_presence_that_carries_a_decision_is_not_taken_away(actor: Actor) -> None:
    meeting = held(actor)
    with making():
        decision = decide(actor, meeting)
    with pytest.raises(meetings.HasDecided), making():
        be_there(actor, meeting, 1)
    with making():
        resolutions.withdraw_resolution(actor, resolution=decision)
        be_there(actor, meeting, 1)
    with pytest.raises(NoQuorum), making():
        resolutions.restore_resolution(actor, resolution=decision)


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


def test_the_next_meeting_of_a_body_invites_whom_the_last_one_did(actor: Actor) -> None:
    with making():
        body = a_body(actor)
        first = make_meeting(actor, body=body)
        invitees.withdraw_invitee(actor, invitee=invitee_of(first, 2))
        second = make_meeting(actor, body=body, title="Outra", state=MeetingState.DRAFT)
    assert [each.name for each in list_invitees(second.id)] == ["Ana Reis", "Rui Paz"]
    assert not any(each.answer or each.written_at for each in list_invitees(second.id))


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


def test_an_answer_is_noted_and_taken_back_while_it_is_convened(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor)
    row = invitee_of(meeting)
    with making():
        invitees.note_answer(
            actor, invitee=row, version=1, answer=Answer.REPRESENTED, how="phone", spokesperson="Ivo Sá"
        )
    assert (row.answer, row.spokesperson) == ("represented", "Ivo Sá")
    with making():
        invitees.note_answer(actor, invitee=row, version=2, answer=None, how="phone")
    assert (row.answer, row.spokesperson, row.answered_at) == ("", "", None)


def test_a_cancelled_meeting_is_prepared_and_convened_again(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor)
        meetings.cancel(actor, meeting=meeting, reason="too_few")
    with pytest.raises(IllegalTransition), making():
        meetings.hold(actor, meeting=meeting, began=time(10))
    with making():
        meetings.restore(actor, meeting=meeting)
        meetings.convene(actor, meeting=meeting)
    assert meeting.state == MeetingState.CONVENED


def test_a_partner_sees_the_meetings_of_its_own_organisation_and_no_draft(cast: Cast, actor: Actor) -> None:
    partner = cast.partner_technician.actor
    (own,) = partner.organisations[cast.here]
    with making():
        invited = make_meeting(actor, party_id=own)
        draft = make_meeting(actor, party_id=own, state=MeetingState.DRAFT)
        other = make_meeting(actor)
    assert get_meeting(partner, invited.id) is invited
    for each in (draft, other):
        with pytest.raises(NotFound):
            get_meeting(partner, each.id)
    with making():
        invitees.withdraw_invitee(actor, invitee=invitee_of(invited))
    with pytest.raises(NotFound):
        get_meeting(partner, invited.id)


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


def test_who_sits_in_the_body_is_invited_and_who_left_is_not(cast: Cast, actor: Actor) -> None:
    with making():
        body = a_body(actor)
        first = make_meeting(actor, body=body, party_id=cast.town_hall)
        association, school = (an_organisation(actor, name) for name in ("Raízes", "Escola"))
        guest = Guest(name="Especialista", is_member=False)
        invitees.invite(actor, meeting=first, invitee_id=new_id(), guest=guest)
        for member, role in ((cast.town_hall, "member"), (association, "member"), (school, "guest")):
            sits(actor, body, member, role=role)
        sits(actor, body, an_organisation(actor, "Antiga"), until_on=first.on - timedelta(days=1))
        second = make_meeting(actor, body=body, title="Outra", state=MeetingState.DRAFT)
    found = {each.party_id or each.name: each for each in list_invitees(second.id)}
    assert set(found) == {cast.town_hall, association, school, "Especialista"}
    assert found[cast.town_hall].name == "Ana Reis", "whom the last meeting knew by name"
    assert [each.is_member for each in found.values()].count(True) == 2
