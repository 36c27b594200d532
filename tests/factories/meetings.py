"""Meetings for tests, made through the operations; inside a transaction (`making`)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.network.meetings.models.meeting import (
    AgendaItem,
    Invitee,
    ItemKind,
    Meeting,
    MeetingKind,
    MeetingState,
)
from app.network.meetings.models.record import Resolution
from app.network.meetings.operations.agenda import add_items, withdraw_item, write_notes
from app.network.meetings.operations.corrections import correct, withdraw_correction
from app.network.meetings.operations.feeds import make_feed
from app.network.meetings.operations.invitees import Guest, Mark, invite, note_presence, withdraw_invitee
from app.network.meetings.operations.meetings import (
    MeetingPlan,
    approve,
    cancel,
    convene,
    create_meeting,
    hold,
)
from app.network.meetings.operations.resolutions import (
    Outcome,
    close_resolution,
    dissent,
    resolve,
    withdraw_dissent,
    withdraw_resolution,
)
from app.network.meetings.operations.rules import set_rule
from app.network.meetings.queries.feeds import EVERY
from app.network.meetings.queries.records import list_invitees, list_items
from app.network.meetings.quorum import Rule, RuleKind
from app.network.parties.attached import PartyMember
from app.network.parties.attaching import note
from app.network.parties.models import Body, BodyKind, OrganisationKind
from app.network.parties.operations import create_organisation, create_party

ZONE = "Europe/Lisbon"
HALF = Rule(RuleKind.MAJORITY, second_after=30)
MEMBERS = ("Ana Reis", "Rui Paz", "Eva Sol")


def a_body(actor: Actor, *, name: str = "Conselho Local de Ação Social", rule: Rule | None = HALF) -> Body:
    """A body of the actor's municipality that decides by a rule since long ago."""
    where = actor.here()
    body = create_party(actor, party_id=new_id(), municipality_id=where, name=name, kind=BodyKind.PLENARY)
    assert isinstance(body, Body)
    if rule:
        since = date(2020, 1, 1)
        set_rule(actor, rule_id=new_id(), municipality_id=where, body=body, rule=rule, since=since)
    db.session.flush()
    return body


def make_meeting(
    actor: Actor,
    *,
    body: Body | None = None,
    title: str = "Plenário do CLAS",
    on: date | None = None,
    state: str = MeetingState.CONVENED,
    members: Sequence[str] = MEMBERS,
    party_id: UUID | None = None,
    present: int = 2,
    **plan: Any,
) -> Meeting:
    """A meeting of three members, today from ten to twelve, brought to a state.

    The first member speaks for `party_id`; of one that was held so many as `present` were there. The agenda:
    an item for information, one for a decision, one for an opinion.
    """
    facts: dict[str, Any] = {"kind": MeetingKind.PLENARY, "place": "Salão nobre", **plan}
    meeting = create_meeting(
        actor,
        meeting_id=new_id(),
        municipality_id=actor.here(),
        plan=MeetingPlan(
            title=title,
            on=on or clock.today(ZONE),
            starts=time(10),
            ends=time(12),
            body_id=body.id if body else None,
            **facts,
        ),
        agenda=["Informações"],
    )
    for words, kind in (("Plano de ação", ItemKind.DECISION), ("Parecer sobre a creche", ItemKind.OPINION)):
        add_items(actor, meeting=meeting, item_id=new_id(), words=[words], kind=kind)
    if not list_invitees(meeting.id):
        for at, name in enumerate(members):
            guest = Guest(name=name, email=f"{at}@example.org", party_id=None if at else party_id)
            invite(actor, meeting=meeting, invitee_id=new_id(), guest=guest)
    if state == MeetingState.DRAFT:
        return meeting
    convene(actor, meeting=meeting)
    if state in {MeetingState.HELD, MeetingState.APPROVED}:
        hold(actor, meeting=meeting, began=time(10, 5))
        be_there(actor, meeting, present)
    if state == MeetingState.APPROVED:
        approve(actor, meeting=meeting, on=meeting.on)
    return meeting


def be_there(actor: Actor, meeting: Meeting, count: int) -> None:
    """So many of those invited are present, the others are not."""
    marks = {
        each.id: (Mark(each.presence, each.spokesperson), Mark("present" if at < count else "absent"))
        for at, each in enumerate(list_invitees(meeting.id))
    }
    note_presence(actor, meeting=meeting, marks=marks)


def item_of(meeting: Meeting, kind: str = ItemKind.DECISION) -> AgendaItem:
    """Its first item of a kind."""
    return next(each for each in list_items(meeting.id) if each.kind == kind)


def invitee_of(meeting: Meeting, at: int = 0) -> Invitee:
    return list_invitees(meeting.id)[at]


def decide(actor: Actor, meeting: Meeting, **outcome: Any) -> Resolution:
    """Something is decided, to be done within a month."""
    due = {"due_on": clock.today(ZONE) + timedelta(days=30), "owner_staff_id": actor.id}
    facts: dict[str, Any] = {"words": "Abrir candidaturas ao fundo de emergência.", **due, **outcome}
    return resolve(actor, item=item_of(meeting), resolution_id=new_id(), outcome=Outcome(**facts))


def one_of_each_of_meetings(actor: Actor) -> dict[str, UUID]:
    """A meeting that is held with a decision somebody dissents from; beside it one in every other state, with
    something taken back of all that can be.
    """
    body = a_body(actor, name=f"Conselho {actor.here().hex[:4]}")
    meeting = make_meeting(actor, body=body, state=MeetingState.HELD)
    write_notes(actor, item=item_of(meeting), version=1, notes="Foi apresentado o plano.")
    decision, back = decide(actor, meeting), decide(actor, meeting, words="Rejeitar.")
    against, silent = (
        dissent(actor, resolution=decision, dissent_id=new_id(), whose="Rui Paz", words=words)
        for words in ("É cedo demais.", "Por engano.")
    )
    withdraw_dissent(actor, resolution=decision, row=silent)
    withdraw_resolution(actor, resolution=back)
    done = decide(actor, meeting, words="Publicar o plano.")
    close_resolution(actor, resolution=done, version=1, on=meeting.on, how="Publicado.")
    rule = set_rule(
        actor,
        rule_id=new_id(),
        municipality_id=actor.here(),
        body=body,
        rule=Rule(RuleKind.NUMBER, 2),
        since=date(2026, 1, 1),
    )
    make_feed(actor, kind=EVERY, subject_id=actor.here())
    return {
        "meeting_id": meeting.id,
        "agenda_item_id": item_of(meeting).id,
        "invitee_id": _convened(actor, body),
        "resolution_id": decision.id,
        "dissent_id": against.id,
        "correction_id": _corrected(actor, body),
        "body_id": body.id,
        "rule_id": rule.id,
    }


def _convened(actor: Actor, body: Body) -> UUID:
    """Somebody invited to a meeting of which an item and a guest were taken back; with a draft and one called
    off beside it.
    """
    make_meeting(actor, title="Em preparação", state=MeetingState.DRAFT)
    off = make_meeting(actor, title="Desmarcada")
    cancel(actor, meeting=off, reason="too_few")
    meeting = make_meeting(actor, body=body, title="Plenário seguinte")
    withdraw_item(actor, item=item_of(meeting, ItemKind.OPINION))
    withdraw_invitee(actor, invitee=invitee_of(meeting, 2))
    return invitee_of(meeting).id


def _corrected(actor: Actor, body: Body) -> UUID:
    """A correction of approved minutes, and one that was taken back."""
    meeting = make_meeting(actor, body=body, state=MeetingState.APPROVED, title="Plenário anterior")
    first, second = (
        correct(actor, meeting=meeting, correction_id=new_id(), words=words)
        for words in ("Onde se lê 3, leia-se 2.", "Por engano.")
    )
    withdraw_correction(actor, correction=second)
    return first.id


def an_organisation(actor: Actor, name: str) -> UUID:
    """One more that works in the actor's municipality."""
    kind = OrganisationKind.ASSOCIATION
    made = create_organisation(
        actor, organisation_id=new_id(), municipality_id=actor.here(), name=name, kind=kind
    )
    return made.id


def sits(
    actor: Actor, body: Body, member_id: UUID, *, role: str = "member", until_on: date | None = None
) -> None:
    """A party has a seat in a body."""
    values = {"member_id": member_id, "role": role}
    line = note(actor, PartyMember, line_id=new_id(), municipality_id=actor.here(), party=body, values=values)
    line.until_on = until_on
    db.session.flush()
