"""Reads of initiatives: one, who belongs to it, the list, the board, and what leads to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.initiatives.groups.models import (
    Backer,
    Initiative,
    Member,
    MemberState,
    Stage,
)
from app.initiatives.groups.permissions import seen_by
from app.initiatives.groups.states import GOING_ON
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import search

LONGEST_SEARCH = 200
AT_MOST = 20
"""People that a search for members finds at most."""
ON_THE_BOARD = 300
"""So many initiatives stand on the board at most; the list has them all."""
SORTS: Mapping[str, InstrumentedAttribute[Any]] = {
    "title": Initiative.sort_key,
    "begun": Initiative.created_at,
}
BY_TITLE = Sort("title")
BELONGING = (MemberState.INVITED.value, MemberState.ACTIVE.value)
TOOK_PART = (MemberState.ACTIVE.value, MemberState.LEFT.value)
"""What hangs on a member hangs on these alone: an invitation without an answer goes whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; `state`: a stage, or "going_on" for whatever is not closed."""

    q: str | None = None
    kind: str | None = None
    state: str | None = None
    parish: UUID | None = None
    answerable: UUID | None = None


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


def get_active(initiative: Initiative, member_id: UUID) -> Member:
    """The same, of somebody who takes part now; NotFound."""
    found = get_member(initiative, member_id)
    return existing(found if found.state == MemberState.ACTIVE else None)


def member_names(actor: Actor, members: Iterable[Member]) -> Mapping[UUID, str]:
    """The names of members by the id of the person, in one query; never of protected people."""
    ids = {each.participant_id for each in members if each.participant_id}
    named = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None), visible_to(actor)
    )
    return {row.id: row.name for row in db.session.execute(named)}


def find_people(actor: Actor, initiative: Initiative, words: str) -> Sequence[Participant]:
    """The first people of the current municipality with these words in their name who could become members:
    whose data is used, and who are not protected.
    """
    belonging = {each.participant_id for each in members_of(initiative.id)}
    found = search(actor, words, limit=AT_MOST) if words else []
    return [
        each
        for each in found
        if not (each.is_sealed or each.is_restricted or each.id in belonging)
        and each.municipality_id == initiative.municipality_id
    ]


def taking_part(_since: datetime) -> Select[Any]:
    """Who takes part in something that goes on, or is asked to: no clock erases them."""
    theirs = select(Member.participant_id).join(Initiative, Initiative.id == Member.initiative_id)
    return theirs.where(Member.state.in_(BELONGING), Initiative.state.in_(GOING_ON))


def count_members(initiative_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many take part in each of several initiatives."""
    query = select(Member.initiative_id, func.count()).where(
        Member.initiative_id.in_(list(initiative_ids)), Member.state == MemberState.ACTIVE
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Member.initiative_id))}


def backers_of(initiative_id: UUID) -> Sequence[Backer]:
    """The organisations that stand behind it, those that still do first."""
    query = select(Backer).where(Backer.initiative_id == initiative_id)
    over = case((Backer.until.is_(None), 0), else_=1)
    return db.session.scalars(query.order_by(over, Backer.since, Backer.id)).all()


def get_backer(initiative: Initiative, backer_id: UUID) -> Backer:
    """One that stands behind an initiative that the caller has read; NotFound."""
    query = select(Backer).where(Backer.id == backer_id, Backer.initiative_id == initiative.id)
    return existing(db.session.scalar(query.with_for_update()))


def initiatives_page(
    actor: Actor, filters: Filters, *, after: str | None = None, sort: Sort = BY_TITLE
) -> paging.Page[Initiative]:
    """One page of the current municipality's initiatives."""
    query = _filtered(actor, filters)
    by = SORTS[sort.key]
    return paging.page(query, by=by, then=Initiative.id, after=after, descending=sort.descending)


def initiatives_to_export(actor: Actor, filters: Filters, sort: Sort = BY_TITLE) -> Slices:
    """The same list, whole, each with how many take part."""
    members = (
        select(func.count())
        .where(Member.initiative_id == Initiative.id, Member.state == MemberState.ACTIVE)
        .scalar_subquery()
    )
    query = _filtered(actor, filters).add_columns(members)
    return Slices(query, by=SORTS[sort.key], then=Initiative.id, descending=sort.descending)


def search_initiatives(actor: Actor, words: str, limit: int) -> Sequence[Initiative]:
    """The first initiatives with all the words in their title."""
    query = _filtered(actor, Filters(q=words)).order_by(Initiative.sort_key, Initiative.id)
    return db.session.scalars(query.limit(limit)).all()


def board(actor: Actor) -> Mapping[str, Sequence[Initiative]]:
    """What goes on in the current municipality, by stage, each by title."""
    query = _filtered(actor, Filters(state="going_on")).order_by(Initiative.sort_key, Initiative.id)
    found: dict[str, list[Initiative]] = defaultdict(list)
    for each in db.session.scalars(query.limit(ON_THE_BOARD)):
        found[each.state].append(each)
    return found


def ready_for_gate(actor: Actor, stages: Sequence[str]) -> Select[int]:
    """Counts those in these stages of which everything before the next gate is done, of the actor's own and
    of nobody's.
    """
    return _counted(actor, Initiative.state.in_(stages), Initiative.open_items == 0)


def pauses_over(actor: Actor, today: date) -> Select[int]:
    """Counts the pauses that were to end by now, of the actor's own initiatives and of nobody's."""
    return _counted(actor, Initiative.state == Stage.PAUSED, Initiative.paused_until <= today)


def _counted(actor: Actor, *which: ColumnElement[bool]) -> Select[int]:
    own = or_(Initiative.answerable_id == actor.id, Initiative.answerable_id.is_(None))
    here = Initiative.municipality_id == actor.here()
    return select(func.count()).select_from(Initiative).where(here, own, *which)


def _filtered(actor: Actor, filters: Filters) -> Select[Any]:
    query = select(Initiative).where(Initiative.municipality_id == actor.here(), seen_by(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Initiative.sort_key.contains(word, autoescape=True))
    if filters.kind:
        query = query.where(Initiative.kind == filters.kind)
    if filters.state == "going_on":
        query = query.where(Initiative.state.in_(GOING_ON))
    elif filters.state:
        query = query.where(Initiative.state == filters.state)
    if filters.parish:
        query = query.where(Initiative.parish_id == filters.parish)
    if filters.answerable:
        query = query.where(Initiative.answerable_id == filters.answerable)
    return query
