"""Reads of what belongs to meetings: agenda, invited, decisions, corrections, rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.feeds import Feed
from app.core.machine import last_transition
from app.core.permission import Permission
from app.network.meetings.models.meeting import AgendaItem, BodyRule, Invitee, Meeting, MeetingState
from app.network.meetings.models.record import Dissent, MinutesCorrection, Resolution
from app.network.meetings.permissions import seen_by
from app.network.meetings.quorum import Quorum
from app.network.parties.attached import MemberRole, PartyMember
from app.network.parties.models import Party, PartyReach
from app.network.parties.overview import holds


def list_items(meeting_id: UUID) -> Sequence[AgendaItem]:
    """The agenda in its order, with what was taken out of it."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()


def get_item(actor: Actor, item_id: UUID, *, to_change: bool = False) -> AgendaItem:
    """An item with its meeting, for who prepares that; NotFound, Forbidden."""
    query = select(AgendaItem).join(AgendaItem.meeting).where(AgendaItem.id == item_id, seen_by(actor))
    item = existing(db.session.scalar(query.options(contains_eager(AgendaItem.meeting))))
    if to_change:
        actor.demand(Permission.PARTNERSHIP_WRITE, item.municipality_id)
    return item


def list_invitees(meeting_id: UUID) -> Sequence[Invitee]:
    """Who is invited, members first, in the order in which they were; those taken back too."""
    query = select(Invitee).where(Invitee.meeting_id == meeting_id)
    return db.session.scalars(query.order_by(Invitee.is_member.desc(), Invitee.created_at, Invitee.id)).all()


def get_invitee(actor: Actor, invitee_id: UUID) -> Invitee:
    """Somebody invited, with the meeting, for who prepares that; NotFound, Forbidden."""
    query = select(Invitee).join(Invitee.meeting).where(Invitee.id == invitee_id, seen_by(actor))
    invitee = existing(db.session.scalar(query.options(contains_eager(Invitee.meeting))))
    actor.demand(Permission.PARTNERSHIP_WRITE, invitee.municipality_id)
    return invitee


def told_otherwise(meeting: Meeting, invitees: Iterable[Invitee]) -> list[Invitee]:
    """Who was written to of a meeting that was cancelled and put back: they may think it does not take place.

    Whoever was written to since knows.
    """
    last = last_transition(meeting) if meeting.state == MeetingState.CONVENED else None
    if last is None or last.before != MeetingState.CANCELLED:
        return []
    return [each for each in invitees if each.written_at and each.written_at < last.at]


def quorum_of(meeting: Meeting, invitees: Iterable[Invitee]) -> Quorum:
    """How it stands with the quorum, by who was noted as present."""
    members = [each for each in invitees if each.is_member and each.withdrawn_at is None]
    needed = meeting.rule.needed(len(members), on_second_call=meeting.on_second_call)
    return Quorum(len(members), sum(each.was_there for each in members), needed)


def resolutions_of(meeting_id: UUID) -> Sequence[Resolution]:
    """What a meeting resolved, in the order in which it was noted; what was taken back too."""
    query = select(Resolution).where(Resolution.meeting_id == meeting_id)
    return db.session.scalars(query.order_by(Resolution.created_at, Resolution.id)).all()


def get_resolution(actor: Actor, resolution_id: UUID, *, to_change: bool = False) -> Resolution:
    """A resolution with its meeting and item; `to_change` keeps others from writing it meanwhile."""
    query = select(Resolution).join(Resolution.meeting).where(Resolution.id == resolution_id, seen_by(actor))
    if to_change:
        query = query.with_for_update(of=Resolution)
    return existing(db.session.scalar(query))


def dissents_of(resolution_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Dissent]]:
    """What stands against each of several resolutions, in one query."""
    query = select(Dissent).where(Dissent.resolution_id.in_(list(resolution_ids)))
    found: dict[UUID, list[Dissent]] = defaultdict(list)
    for each in db.session.scalars(query.order_by(Dissent.created_at, Dissent.id)):
        found[each.resolution_id].append(each)
    return found


def get_dissent(actor: Actor, dissent_id: UUID) -> Dissent:
    """A dissent of a meeting the actor prepares; NotFound, Forbidden."""
    query = select(Dissent).join(Resolution, Resolution.id == Dissent.resolution_id)
    query = query.join(Resolution.meeting).where(Dissent.id == dissent_id, seen_by(actor))
    dissent = existing(db.session.scalar(query))
    actor.demand(Permission.PARTNERSHIP_WRITE, dissent.municipality_id)
    return dissent


def corrections_of(meeting_id: UUID) -> Sequence[MinutesCorrection]:
    """The corrections of minutes, in the order in which they were made."""
    query = select(MinutesCorrection).where(MinutesCorrection.meeting_id == meeting_id)
    return db.session.scalars(query.order_by(MinutesCorrection.created_at, MinutesCorrection.id)).all()


def get_correction(actor: Actor, correction_id: UUID) -> MinutesCorrection:
    """A correction of minutes that the actor keeps; NotFound, Forbidden."""
    query = select(MinutesCorrection).join(MinutesCorrection.meeting)
    query = query.where(MinutesCorrection.id == correction_id, seen_by(actor))
    correction = existing(db.session.scalar(query.options(contains_eager(MinutesCorrection.meeting))))
    actor.demand(Permission.PARTNERSHIP_WRITE, correction.municipality_id)
    return correction


def list_rules(actor: Actor, body_id: UUID) -> Sequence[BodyRule]:
    """The rules of a body in the current municipality, or where else the actor prepares its meetings."""
    mine = PartyReach.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_WRITE))
    reached = select(PartyReach.municipality_id).where(PartyReach.party_id == body_id, mine)
    there = set(db.session.scalars(reached))
    return rules_of(body_id, *(there & {actor.here()} or there))


def rules_of(body_id: UUID, *municipalities: UUID) -> Sequence[BodyRule]:
    """The rules of a body, the latest last; without those taken back."""
    query = select(BodyRule).where(
        BodyRule.body_id == body_id,
        BodyRule.municipality_id.in_(municipalities),
        BodyRule.withdrawn_at.is_(None),
    )
    return db.session.scalars(query.order_by(BodyRule.since, BodyRule.noted_at, BodyRule.id)).all()


def get_rule(actor: Actor, rule_id: UUID) -> BodyRule:
    """A rule of a body, for who prepares meetings there; NotFound."""
    where = actor.municipalities(Permission.PARTNERSHIP_WRITE)
    query = select(BodyRule).where(BodyRule.id == rule_id, BodyRule.municipality_id.in_(where))
    return existing(db.session.scalar(query))


def rule_on(body_id: UUID, municipality_id: UUID, on: date) -> BodyRule | None:
    """The rule that a body has on a day; None before its first."""
    return next((each for each in reversed(rules_of(body_id, municipality_id)) if each.since <= on), None)


def count_invited(meeting_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many are invited to each of several meetings, in one query."""
    query = select(Invitee.meeting_id, func.count()).where(
        Invitee.meeting_id.in_(list(meeting_ids)), Invitee.withdrawn_at.is_(None)
    )
    rows = db.session.execute(query.group_by(Invitee.meeting_id))
    return {row[0]: row[1] for row in rows}


def list_feeds(municipality_id: UUID, kinds: Iterable[str]) -> Sequence[Feed]:
    """The addresses of calendars of these kinds in use in a municipality."""
    query = select(Feed).where(Feed.municipality_id == municipality_id, Feed.kind.in_(list(kinds)))
    return db.session.scalars(query.where(Feed.revoked_at.is_(None))).all()


@dataclass(frozen=True, slots=True)
class Seat:
    """A party that sits in a body; a guest has a place there and no vote."""

    party_id: UUID
    email: str
    is_guest: bool


def seats_of(body_id: UUID, municipality_id: UUID, on: date) -> Sequence[Seat]:
    """Who sits in a body on a day, by name."""
    query = (
        select(Party.id, Party.email, PartyMember.role)
        .join(PartyMember, PartyMember.member_id == Party.id)
        .where(
            PartyMember.party_id == body_id,
            PartyMember.municipality_id == municipality_id,
            *holds(PartyMember, on),
        )
        .order_by(Party.sort_key, Party.id)
    )
    return [Seat(row.id, row.email, row.role == MemberRole.GUEST) for row in db.session.execute(query)]
