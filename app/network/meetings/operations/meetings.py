"""A meeting is planned, convened, held, written down, approved; each step can be taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, DomainError
from app.core.machine import last_transition
from app.core.permission import Permission
from app.network.meetings.models.meeting import (
    AgendaItem,
    Invitee,
    ItemKind,
    Meeting,
    MeetingKind,
    MeetingState,
)
from app.network.meetings.queries.meetings import get_body, last_of
from app.network.meetings.queries.records import (
    corrections_of,
    list_invitees,
    list_items,
    quorum_of,
    resolutions_of,
    rule_on,
    seats_of,
)
from app.network.meetings.states import MEETING
from app.network.queries import get_zone


class NotReady(DomainError):
    """A meeting is convened with an agenda and with somebody to be invited."""

    status = 422


class NotYet(DomainError):
    """What is still to come was not held."""

    status = 422


class HasDecided(Conflict):
    """It was held: decisions of it stand."""


class IsCorrected(Conflict):
    """Its minutes were approved: corrections of them stand."""


class NotPlanned(Conflict):
    """It was held or cancelled: its day and its agenda are history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """What, when and where: wall time in the municipality's zone."""

    kind: MeetingKind
    title: str
    on: date
    starts: time
    ends: time
    place: str = ""
    body_id: UUID | None = None


def create_meeting(
    actor: Actor, *, meeting_id: UUID, municipality_id: UUID, plan: MeetingPlan, agenda: Sequence[str] = ()
) -> Meeting:
    """Plan a meeting, as a draft. Invited is who sits in the body, and whom its last meeting invited besides.

    `agenda`: the words of its first items. Raises NotFound for a body that does not sit there.
    """
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    if known := records.known(Meeting, meeting_id, municipality_id=municipality_id):
        return known
    meeting = Meeting(
        id=meeting_id,
        municipality_id=municipality_id,
        zone=get_zone(municipality_id),
        state=MeetingState.DRAFT.value,
        created_by=actor.id,
        **_columns(actor, plan),
    )
    records.add(actor, meeting)
    for position, words in enumerate(agenda):
        db.session.add(_item(meeting, position, words))
    if plan.body_id:
        _invite_the_body(meeting, plan.body_id)
    db.session.flush()
    return meeting


def edit_meeting(actor: Actor, *, meeting: Meeting, version: int, plan: MeetingPlan) -> list[str]:
    """Change what is planned; the names of what changed. Raises StaleRecord, NotPlanned."""
    _demand_ahead(actor, meeting)
    return records.edit(actor, meeting, version, _columns(actor, plan))


def convene(actor: Actor, *, meeting: Meeting) -> None:
    """Call the meeting, under the rule that its body has on that day. Raises NotReady."""
    _lock(actor, meeting)
    invited = [each for each in list_invitees(meeting.id) if each.withdrawn_at is None]
    agenda = [each for each in list_items(meeting.id) if each.withdrawn_at is None]
    if not (invited and agenda):
        raise NotReady
    MEETING.move(actor, meeting, MeetingState.CONVENED)
    found = rule_on(meeting.body_id, meeting.municipality_id, meeting.on) if meeting.body_id else None
    if found:
        meeting.rule_kind, meeting.rule_number = found.kind, found.number
        meeting.second_after, meeting.second_least = found.second_after, found.second_least
    meeting.convened_at, meeting.convened_by = clock.now(), actor.id
    db.session.flush()


def take_back(actor: Actor, *, meeting: Meeting) -> None:
    """The convocation is taken back: the meeting is a draft again."""
    _lock(actor, meeting)
    MEETING.move(actor, meeting, MeetingState.DRAFT)
    db.session.flush()


def cancel(actor: Actor, *, meeting: Meeting, reason: str, note: str = "") -> None:
    """It does not take place. Raises UnknownReason."""
    _lock(actor, meeting)
    MEETING.move(actor, meeting, MeetingState.CANCELLED, reason=reason, note=note)
    db.session.flush()


def hold(actor: Actor, *, meeting: Meeting, began: time, on_second_call: bool = False) -> None:
    """Note that it began, at an hour; `on_second_call`: after it had waited for the quorum. Raises NotYet."""
    _lock(actor, meeting)
    if meeting.on > clock.today(meeting.zone):
        raise NotYet
    MEETING.move(actor, meeting, MeetingState.HELD)
    meeting.began = began
    meeting.on_second_call = on_second_call and meeting.second_after is not None
    db.session.flush()


def change_hours(
    actor: Actor, *, meeting: Meeting, version: int, began: time, closed: time | None, on_second_call: bool
) -> None:
    """Mend when it began and write when it ended. Raises StaleRecord, Conflict, HasDecided."""
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    records.demand_version(meeting, version)
    if not meeting.is_written:
        raise Conflict
    second = on_second_call and meeting.second_after is not None
    changed = records.put(meeting, {"began": began, "closed": closed, "on_second_call": second})
    demand_quorum_of_decisions(meeting)
    records.record_edit(actor, meeting, changed)


def take_back_holding(actor: Actor, *, meeting: Meeting) -> None:
    """It did not begin after all: it was noted by mistake. Raises HasDecided while decisions stand."""
    _lock(actor, meeting)
    if any(each.withdrawn_at is None for each in resolutions_of(meeting.id)):
        raise HasDecided
    MEETING.move(actor, meeting, MeetingState.CONVENED)
    meeting.began = meeting.closed = None
    meeting.on_second_call = False
    db.session.flush()


def approve(actor: Actor, *, meeting: Meeting, on: date, in_meeting: Meeting | None = None) -> None:
    """The minutes were approved on a day, by a later meeting of the body, or at the end of it or in writing.

    Raises Conflict for a day before the meeting or a meeting of another body.
    """
    _lock(actor, meeting)
    if not meeting.on <= on <= clock.today(meeting.zone):
        raise NotYet
    if in_meeting and (in_meeting.body_id != meeting.body_id or in_meeting.on < meeting.on):
        raise Conflict
    MEETING.move(actor, meeting, MeetingState.APPROVED)
    meeting.approved_on, meeting.approved_by, meeting.approved_at = on, actor.id, clock.now()
    meeting.approved_in_id = in_meeting.id if in_meeting else None
    db.session.flush()


def take_back_approval(actor: Actor, *, meeting: Meeting) -> None:
    """The approval was noted by mistake. Raises IsCorrected while corrections of the minutes stand."""
    _lock(actor, meeting)
    if any(each.withdrawn_at is None for each in corrections_of(meeting.id)):
        raise IsCorrected
    MEETING.move(actor, meeting, MeetingState.HELD)
    meeting.approved_on = meeting.approved_by = meeting.approved_at = meeting.approved_in_id = None
    db.session.flush()


def restore(actor: Actor, *, meeting: Meeting) -> None:
    """A cancelled meeting is what it was before, and nobody is told; one that is over is prepared again."""
    _lock(actor, meeting)
    last = last_transition(meeting)
    was_convened = last is not None and last.before == MeetingState.CONVENED
    is_convened = was_convened and not meeting.is_over(clock.now())
    MEETING.move(actor, meeting, MeetingState.CONVENED if is_convened else MeetingState.DRAFT)
    db.session.flush()


def demand_quorum_of_decisions(meeting: Meeting) -> None:
    """Raise HasDecided where something was decided and there would be no quorum for it."""
    stands = any(each.withdrawn_at is None for each in resolutions_of(meeting.id))
    if stands and not quorum_of(meeting, list_invitees(meeting.id)).is_met:
        raise HasDecided


def _lock(actor: Actor, meeting: Meeting) -> None:
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    records.lock(meeting)


def _demand_ahead(actor: Actor, meeting: Meeting) -> None:
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    if not meeting.is_ahead:
        raise NotPlanned


def _columns(actor: Actor, plan: MeetingPlan) -> dict[str, Any]:
    if plan.body_id:
        get_body(actor, plan.body_id)
    return {**asdict(plan), "kind": plan.kind.value, "sort_key": text.fold(f"{plan.title} {plan.place}")}


def _item(meeting: Meeting, position: int, words: str) -> AgendaItem:
    return AgendaItem(
        id=new_id(),
        municipality_id=meeting.municipality_id,
        meeting_id=meeting.id,
        position=position,
        kind=ItemKind.INFORMATION.value,
        words=words,
    )


def _invite_the_body(meeting: Meeting, body_id: UUID) -> None:
    """Who sits in the body on that day; by name and with whom besides as its last meeting invited them.

    Of a body of which nobody noted who sits in it: whom its last meeting invited.
    """
    before = last_of(body_id, meeting.municipality_id, besides=meeting.id)
    known = [each for each in list_invitees(before.id) if each.withdrawn_at is None] if before else []
    seats = {each.party_id: each for each in seats_of(body_id, meeting.municipality_id, meeting.on)}
    is_noted = bool(seats)
    for each in known:
        if not is_noted or each.party_id in seats or not each.is_member:
            seat = seats.pop(each.party_id, None) if each.party_id else None
            copied = {name: getattr(each, name) for name in ("party_id", "name", "role", "email")}
            is_member = not seat.is_guest if seat else each.is_member
            _add_invitee(meeting, **copied, is_member=is_member)
    for seat in seats.values():
        _add_invitee(meeting, party_id=seat.party_id, email=seat.email, is_member=not seat.is_guest)


def _add_invitee(meeting: Meeting, **who: Any) -> None:
    where = {"municipality_id": meeting.municipality_id, "meeting_id": meeting.id}
    db.session.add(Invitee(id=new_id(), created_at=clock.now(), **where, **who))
