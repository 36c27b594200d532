"""Who belongs to an initiative: invited or there at once, with what they give, until they leave."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.initiatives.groups.closing import open_of_member
from app.initiatives.groups.models import Initiative, Member, MemberState, Stage
from app.initiatives.groups.operations.initiatives import tell_change
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import BELONGING
from app.initiatives.groups.states import MEMBER
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.rights.rest import demand_usable


class BelongsAlready(Conflict):
    """The person takes part already, or is invited."""

    status = 422


class IsClosed(Conflict):
    """Nobody joins what is closed."""


class DayToCome(Conflict):
    """What ended has ended: its day is not still to come."""

    status = 422


class WrongEnd(Conflict):
    """It ends before it begins."""

    status = 422


class StillOpen(Conflict):
    """Something of it is open (`sentences`): it is decided with a note, never in silence."""

    status = 422

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(*sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What somebody does and gives: `hours` a week, `share` in hundredths of a per cent."""

    role: str = ""
    hours: int | None = None
    share: int | None = None
    note: str = ""


def add_member(
    actor: Actor,
    *,
    member_id: UUID,
    initiative: Initiative,
    participant: Participant,
    terms: Terms | None = None,
    is_invited: bool = False,
) -> Member:
    """Somebody takes part from today, or is asked to. The same id again is the same row.

    Raises BelongsAlready, IsClosed, UseRestricted.
    """
    _demand_write(actor, initiative)
    records.lock(initiative)
    if known := records.known(Member, member_id, initiative_id=initiative.id, participant_id=participant.id):
        return known
    if initiative.state == Stage.CLOSED:
        raise IsClosed
    if participant.municipality_id != initiative.municipality_id:
        raise NotFound
    demand_usable(participant)
    _demand_new(initiative.id, participant.id)
    today = _today(initiative)
    member = Member(
        id=member_id,
        municipality_id=initiative.municipality_id,
        initiative_id=initiative.id,
        participant_id=participant.id,
        state=(MemberState.INVITED if is_invited else MemberState.ACTIVE).value,
        invited_on=today if is_invited else None,
        joined_on=None if is_invited else today,
        created_by=actor.id,
        **asdict(terms or Terms()),
    )
    records.add(actor, member)
    tell_change(actor, initiative)
    return member


def edit_member(actor: Actor, *, initiative: Initiative, member: Member, version: int, terms: Terms) -> None:
    """Change what somebody does and gives; raises StaleRecord."""
    _demand_write(actor, initiative)
    records.edit(actor, member, version, asdict(terms))
    tell_change(actor, initiative)


def accept(actor: Actor, *, initiative: Initiative, member: Member) -> None:
    """Who was invited takes part from today; raises IsClosed, UseRestricted, IllegalTransition."""
    _demand_open(initiative, member)
    _move(actor, initiative, member, MemberState.ACTIVE)
    member.joined_on, member.left_on = _today(initiative), None
    tell_change(actor, initiative)


def decline(actor: Actor, *, initiative: Initiative, member: Member, reason: str, note: str = "") -> None:
    """Who was invited does not take part; raises UnknownReason, IllegalTransition."""
    _move(actor, initiative, member, MemberState.DECLINED, reason=reason, note=note)
    tell_change(actor, initiative)


def leave(
    actor: Actor,
    *,
    initiative: Initiative,
    member: Member,
    on: date,
    reason: str,
    note: str = "",
) -> None:
    """Somebody goes. Where something of theirs is open, it takes a note that says what is to be done.

    Raises StillOpen, DayToCome, WrongEnd, UnknownReason, IllegalTransition.
    """
    open_ = open_of_member(member.id)
    if open_ and not note:
        raise StillOpen(open_)
    demand_ended(initiative, on, since=member.joined_on)
    _move(actor, initiative, member, MemberState.LEFT, reason=reason, note=note)
    member.left_on = on
    tell_change(actor, initiative)


def put_back(actor: Actor, *, initiative: Initiative, member: Member) -> None:
    """Somebody who left takes part again, who declined is invited again. Raises BelongsAlready where they
    belong to it meanwhile by another way, IsClosed, UseRestricted, IllegalTransition.
    """
    _demand_open(initiative, member)
    if member.participant_id is None:
        raise NotFound
    _demand_new(initiative.id, member.participant_id)
    after = MemberState.ACTIVE if member.state == MemberState.LEFT else MemberState.INVITED
    _move(actor, initiative, member, after)
    member.left_on = None
    tell_change(actor, initiative)


def demand_ended(initiative: Initiative, on: date, *, since: date | None) -> None:
    """That something which began then can have ended on a day; raises DayToCome, WrongEnd."""
    if on > _today(initiative):
        raise DayToCome
    if since is not None and on < since:
        raise WrongEnd


def _demand_open(initiative: Initiative, member: Member) -> None:
    """That somebody can come in: nobody joins what is closed, or while their data rests."""
    if initiative.state == Stage.CLOSED:
        raise IsClosed
    if member.participant_id is not None:
        demand_usable(db.session.get_one(Participant, member.participant_id))


def _demand_new(initiative_id: UUID, participant_id: UUID) -> None:
    there = select(Member.id).where(
        Member.initiative_id == initiative_id,
        Member.participant_id == participant_id,
        Member.state.in_(BELONGING),
    )
    if db.session.scalar(there.limit(1)) is not None:
        raise BelongsAlready


def _move(actor: Actor, initiative: Initiative, member: Member, after: MemberState, **why: str) -> None:
    _demand_write(actor, initiative)
    records.lock(member)
    MEMBER.move(actor, member, after, **why)
    member.version += 1


def _demand_write(actor: Actor, initiative: Initiative) -> None:
    if not may_write(actor, initiative):
        raise Forbidden


def _today(initiative: Initiative) -> date:
    return clock.today(get_zone(initiative.municipality_id))
