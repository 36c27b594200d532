"""Reads of initiatives: one, and who belongs to it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import case, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.permissions import seen_by
from app.people.models import Participant
from app.people.permissions import visible_to

BELONGING = (MemberState.INVITED.value, MemberState.ACTIVE.value)


def get_initiative(actor: Actor, initiative_id: UUID, *, to_change: bool = False) -> Initiative:
    """An initiative the actor may look at; NotFound. `to_change` keeps others from writing it meanwhile."""
    query = select(Initiative).where(Initiative.id == initiative_id, seen_by(actor))
    return existing(db.session.scalar(query.with_for_update() if to_change else query))


def get_to_change(actor: Actor, initiative_id: UUID) -> Initiative:
    """The same, locked, for whoever changes initiatives; raises Forbidden."""
    found = get_initiative(actor, initiative_id, to_change=True)
    actor.demand(Permission.INITIATIVE_WRITE, found.municipality_id)
    return found


def members_of(initiative_id: UUID, *, with_former: bool = False) -> Sequence[Member]:
    """Who takes part or is invited, the longest first; with those who left or declined, these last."""
    query = select(Member).where(Member.initiative_id == initiative_id)
    if not with_former:
        query = query.where(Member.state.in_(BELONGING))
    order = case({"active": 0, "invited": 1}, value=Member.state, else_=2)
    return db.session.scalars(query.order_by(order, Member.joined_on, Member.id)).all()


def get_member(initiative: Initiative, member_id: UUID) -> Member:
    """One place in an initiative that the caller has read; NotFound."""
    query = select(Member).where(Member.id == member_id, Member.initiative_id == initiative.id)
    return existing(db.session.scalar(query.with_for_update()))


def member_names(actor: Actor, members: Iterable[Member]) -> Mapping[UUID, str]:
    """The names of members by the id of the person, in one query; never of protected people."""
    ids = {each.participant_id for each in members if each.participant_id}
    named = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None), visible_to(actor)
    )
    return {row.id: row.name for row in db.session.execute(named)}
