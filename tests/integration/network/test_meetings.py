"""Meetings are convened, held with or without quorum, called off; who may know of them."""

from datetime import time, timedelta

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.core.errors import IllegalTransition, NotFound
from app.network.meetings.models.meeting import Answer, Meeting, MeetingState
from app.network.meetings.operations import invitees, meetings, resolutions
from app.network.meetings.operations.invitees import Guest, Mark
from app.network.meetings.operations.resolutions import NoQuorum
from app.network.meetings.queries.meetings import get_meeting
from app.network.meetings.queries.records import list_invitees, quorum_of, rule_on
from app.network.meetings.quorum import RuleKind
from tests.cast import Cast
from tests.factories.meetings import (
    ZONE,
    a_body,
    an_organisation,
    be_there,
    decide,
    invitee_of,
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


def test_the_next_meeting_of_a_body_invites_whom_the_last_one_did(actor: Actor) -> None:
    with making():
        body = a_body(actor)
        first = make_meeting(actor, body=body)
        invitees.withdraw_invitee(actor, invitee=invitee_of(first, 2))
        second = make_meeting(actor, body=body, title="Outra", state=MeetingState.DRAFT)
    assert [each.name for each in list_invitees(second.id)] == ["Ana Reis", "Rui Paz"]
    assert not any(each.answer or each.written_at for each in list_invitees(second.id))


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


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CONVENED])
def test_a_cancelled_meeting_that_is_ahead_is_put_back_as_it_was(actor: Actor, state: str) -> None:
    tomorrow = clock.today(ZONE) + timedelta(days=1)
    with making():
        meeting = make_meeting(actor, on=tomorrow, state=state)
        meetings.cancel(actor, meeting=meeting, reason="too_few")
        meetings.restore(actor, meeting=meeting)
    assert meeting.state == state


def test_a_cancelled_meeting_that_is_over_is_prepared_again(actor: Actor) -> None:
    with making():
        meeting = make_meeting(actor, on=clock.today(ZONE) - timedelta(days=1))
        meetings.cancel(actor, meeting=meeting, reason="too_few")
    with pytest.raises(IllegalTransition), making():
        meetings.hold(actor, meeting=meeting, began=time(10))
    with making():
        meetings.restore(actor, meeting=meeting)
    assert meeting.state == MeetingState.DRAFT


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
