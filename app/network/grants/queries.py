"""Reads of grants: one, the list, its file, the sums of each year, what rests on a party or a protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, extract, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.feature import Link
from app.core.machine import Transition
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.network.grants.models import Grant, GrantPayment, GrantState
from app.network.grants.permissions import grants_seen_by
from app.network.protocols.models import Protocol
from app.network.protocols.permissions import protocols_seen_by

LONGEST_SEARCH = 200
SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"day": Grant.asked_on}
LATEST = Sort("day", descending=True)
DECIDED = (GrantState.GRANTED.value, GrantState.PAID.value, GrantState.REPORTED.value)
"""States in which cents are granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; `year` in which it was asked for."""

    q: str | None = None
    state: str | None = None
    party: UUID | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """What was asked for, decided and paid in a year, in cents."""

    year: int
    asked: int = 0
    decided: int = 0
    paid: int = 0


def get_grant(actor: Actor, grant_id: UUID) -> Grant:
    """A grant the actor may look at; NotFound."""
    query = select(Grant).where(Grant.id == grant_id, grants_seen_by(actor))
    return existing(db.session.scalars(query.options(joinedload(Grant.party))).first())


def get_to_change(actor: Actor, grant_id: UUID) -> Grant:
    """The same, for whoever writes grants; raises Forbidden."""
    found = get_grant(actor, grant_id)
    actor.demand(Permission.PARTNERSHIP_WRITE, found.municipality_id)
    return found


def list_payments(grant: Grant) -> Sequence[GrantPayment]:
    """All that was paid of it and evened out, in the order in which it was noted."""
    query = select(GrantPayment).where(GrantPayment.grant_id == grant.id)
    return db.session.scalars(query.order_by(GrantPayment.created_at, GrantPayment.id)).all()


def get_payment(grant: Grant, payment_id: UUID) -> GrantPayment:
    return existing(next((each for each in list_payments(grant) if each.id == payment_id), None))


def find_protocol(actor: Actor, grant: Grant) -> Protocol | None:
    """The protocol that it rests on; None where the actor may not know of it."""
    query = select(Protocol).where(Protocol.id == grant.protocol_id, protocols_seen_by(actor))
    return db.session.scalars(query).first() if grant.protocol_id else None


def history_of(grant: Grant) -> Sequence[Transition]:
    """What became of it, the latest first."""
    query = select(Transition).where(
        Transition.subject_type == Grant.__tablename__, Transition.subject_id == grant.id
    )
    return db.session.scalars(query.order_by(Transition.at.desc(), Transition.id.desc())).all()


def grants_page(
    actor: Actor, filters: Filters, *, after: str | None = None, sort: Sort = LATEST
) -> paging.Page[Grant]:
    """The grants of the current municipality that the actor may look at."""
    query = _filtered(actor, filters).options(joinedload(Grant.party))
    by = SORTS[sort.key]
    return paging.page(query, by=by, then=Grant.id, after=after, descending=sort.descending)


def grants_to_export(actor: Actor, filters: Filters, sort: Sort = LATEST) -> Slices:
    """The same list, whole."""
    query = _filtered(actor, filters).options(joinedload(Grant.party))
    return Slices(query, by=SORTS[sort.key], then=Grant.id, descending=sort.descending)


def sums_by_year(actor: Actor, filters: Filters) -> Sequence[Year]:
    """What the grants of the list come to, each sum in the year of its own day, the latest first."""
    ids = _filtered(actor, filters).with_only_columns(Grant.id)
    here, decided = Grant.id.in_(ids), Grant.state.in_(DECIDED)
    of_them = GrantPayment.grant_id.in_(ids)
    rows = union_all(
        _summed("asked", Grant.asked_on, Grant.asked_cents, here, Grant.state != GrantState.WITHDRAWN.value),
        _summed("decided", Grant.decided_on, Grant.decided_cents, here, decided),
        _summed("paid", GrantPayment.paid_on, GrantPayment.cents, of_them),
    )
    found: dict[int, dict[str, int]] = {}
    for kind, year, cents in db.session.execute(rows):
        found.setdefault(int(year), {})[kind] = int(cents)
    return [Year(year, **found[year]) for year in sorted(found, reverse=True)]


def grants_on_party(actor: Actor, party_id: UUID) -> Sequence[Link]:
    """The grants a party asked for, of what the actor may know of; one query."""
    return _links(actor, Grant.party_id == party_id)


def grants_on_protocol(actor: Actor, protocol_id: UUID) -> Sequence[Link]:
    """The grants that rest on a protocol."""
    return _links(actor, Grant.protocol_id == protocol_id)


OVER = {GrantState.REFUSED, GrantState.REPORTED, GrantState.WITHDRAWN}
"""Nothing more is expected of it."""


def _links(actor: Actor, which: ColumnElement[bool]) -> Sequence[Link]:
    query = select(Grant).where(grants_seen_by(actor), which)
    return [
        Link(each.purpose, "network.grant", {"grant_id": each.id}, each.state in OVER)
        for each in db.session.scalars(query.order_by(Grant.asked_on.desc(), Grant.id))
    ]


def _summed(
    kind: str,
    day: InstrumentedAttribute[Any],
    cents: InstrumentedAttribute[Any],
    *which: ColumnElement[bool],
) -> Select[str, int, int]:
    year = extract("year", day)
    return (
        select(literal(kind).label("kind"), year.label("year"), func.sum(cents).label("cents"))
        .where(day.is_not(None), *which)
        .group_by(year)
    )


def _filtered(actor: Actor, filters: Filters) -> Select[Grant]:
    actor.demand(Permission.PARTNERSHIP_OWN)
    query = select(Grant).where(Grant.municipality_id == actor.here(), grants_seen_by(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Grant.sort_key.contains(word, autoescape=True))
    if filters.state:
        query = query.where(Grant.state == filters.state)
    if filters.party:
        query = query.where(Grant.party_id == filters.party)
    if filters.year:
        first, after = date(filters.year, 1, 1), date(filters.year + 1, 1, 1)
        query = query.where(Grant.asked_on >= first, Grant.asked_on < after)
    return query
