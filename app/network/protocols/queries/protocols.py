"""Reads of protocols: one, the list, its file, the search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.core import clock, paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.machine import Transition
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.network.parties.models import Party
from app.network.protocols.models import (
    Protocol,
    ProtocolObligation,
    ProtocolPaper,
    ProtocolParty,
    ProtocolState,
)
from app.network.protocols.permissions import protocols_seen_by
from app.network.protocols.term import HOLDS, Standing, is_near, is_standing, ran_out
from app.network.queries import get_zone

LONGEST_SEARCH = 200
SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"title": Protocol.sort_key, "end": Protocol.last_on}
BY_TITLE = Sort("title")
NEAR, OVER, LATE, OWN_LATE = "near", "over", "late", "own"
"""What waits: a last day is near, one is past, an obligation is past its day, one that the actor sees to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to. `standing`: one of term.py, "in_force" all that is; `due`: what waits."""

    q: str | None = None
    standing: str | None = None
    instrument: str | None = None
    party: UUID | None = None
    owner: UUID | None = None
    due: str | None = None


def get_protocol(actor: Actor, protocol_id: UUID) -> Protocol:
    """A protocol the actor may look at, with its parties, obligations, papers and renewals; NotFound."""
    query = (
        select(Protocol)
        .where(Protocol.id == protocol_id, protocols_seen_by(actor))
        .options(
            joinedload(Protocol.parties).joinedload(ProtocolParty.party),
            joinedload(Protocol.renewals),
            selectinload(Protocol.obligations),
            selectinload(Protocol.papers),
        )
    )
    return existing(db.session.scalars(query).unique().first())


def get_to_change(actor: Actor, protocol_id: UUID) -> Protocol:
    """The same, for whoever writes protocols; raises Forbidden."""
    found = get_protocol(actor, protocol_id)
    actor.demand(Permission.PARTNERSHIP_WRITE, found.municipality_id)
    return found


def get_party(protocol: Protocol, row_id: UUID) -> ProtocolParty:
    return existing(next((each for each in protocol.parties if each.id == row_id), None))


def get_obligation(protocol: Protocol, obligation_id: UUID) -> ProtocolObligation:
    return existing(next((each for each in protocol.obligations if each.id == obligation_id), None))


def get_paper(protocol: Protocol, paper_id: UUID) -> ProtocolPaper:
    return existing(next((each for each in protocol.papers if each.id == paper_id), None))


def history_of(protocol: Protocol) -> Sequence[Transition]:
    """What was decided about it, the latest first."""
    query = select(Transition).where(
        Transition.subject_type == Protocol.__tablename__, Transition.subject_id == protocol.id
    )
    return db.session.scalars(query.order_by(Transition.at.desc(), Transition.id.desc())).all()


def today_at(protocol: Protocol) -> date:
    """What day it is where the protocol is."""
    return clock.today(get_zone(protocol.municipality_id))


def protocols_page(
    actor: Actor, filters: Filters, today: date, *, after: str | None = None, sort: Sort = BY_TITLE
) -> paging.Page[Protocol]:
    """The protocols of the current municipality that the actor may look at."""
    by = SORTS[sort.key]
    query = _filtered(actor, filters, today)
    return paging.page(query, by=by, then=Protocol.id, after=after, descending=sort.descending)


def protocols_to_export(actor: Actor, filters: Filters, today: date, sort: Sort = BY_TITLE) -> Slices:
    """The same list, whole."""
    by = SORTS[sort.key]
    return Slices(_filtered(actor, filters, today), by=by, then=Protocol.id, descending=sort.descending)


def search_protocols(actor: Actor, words: str, limit: int, today: date) -> Sequence[Protocol]:
    """The first protocols with all the words in their title."""
    query = _filtered(actor, Filters(q=words), today).order_by(Protocol.sort_key, Protocol.id)
    return db.session.scalars(query.limit(limit)).all()


def parties_of(protocol_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[str]]:
    """The names of the parties of several protocols, in their order; one query."""
    rows = db.session.execute(
        select(ProtocolParty.protocol_id, Party.name)
        .join(Party, Party.id == ProtocolParty.party_id)
        .where(ProtocolParty.protocol_id.in_(list(protocol_ids)), ProtocolParty.removed_at.is_(None))
        .order_by(ProtocolParty.position, ProtocolParty.id)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for protocol_id, name in rows:
        found[protocol_id].append(name)
    return found


def with_party(party_id: UUID) -> Select[UUID]:
    """The protocols of a party."""
    return select(ProtocolParty.protocol_id).where(
        ProtocolParty.party_id == party_id, ProtocolParty.removed_at.is_(None)
    )


def is_late(today: date) -> tuple[Any, ...]:
    """The obligations past their day that nobody has done, of protocols that nobody has ended."""
    goes_on = select(Protocol.id).where(Protocol.state != ProtocolState.ENDED.value)
    return (
        ProtocolObligation.removed_at.is_(None),
        ProtocolObligation.done_on.is_(None),
        ProtocolObligation.due_on < today,
        ProtocolObligation.protocol_id.in_(goes_on),
    )


def _filtered(actor: Actor, filters: Filters, today: date) -> Select[Protocol]:
    actor.demand(Permission.PARTNERSHIP_OWN)
    query = select(Protocol).where(Protocol.municipality_id == actor.here(), protocols_seen_by(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Protocol.sort_key.contains(word, autoescape=True))
    if filters.standing:
        wanted = HOLDS if filters.standing == Standing.IN_FORCE else {Standing(filters.standing)}
        query = query.where(or_(*(is_standing(each, today) for each in sorted(wanted))))
    if filters.instrument:
        query = query.where(Protocol.instrument == filters.instrument)
    if filters.party:
        query = query.where(Protocol.id.in_(with_party(filters.party)))
    if filters.owner:
        query = query.where(Protocol.owner_id == filters.owner)
    return query.where(_waits(actor, filters.due, today)) if filters.due else query


def _waits(actor: Actor, due: str, today: date) -> ColumnElement[bool]:
    late = select(ProtocolObligation.protocol_id).where(*is_late(today))
    own = late.where(ProtocolObligation.owner_id == actor.id)
    return {
        NEAR: is_near(today),
        OVER: ran_out(today),
        LATE: Protocol.id.in_(late),
        OWN_LATE: Protocol.id.in_(own),
    }[due]
