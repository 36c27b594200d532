"""What of protocols waits: those about to expire or over, and obligations past their day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.protocols.models import Protocol, ProtocolObligation, ProtocolState, Renewal
from app.network.protocols.queries.protocols import is_late
from app.network.protocols.term import AHEAD, Standing, is_standing, runs_until


def count_expiring(actor: Actor, today: date) -> Select[int]:
    """How many of the current municipality are about to expire."""
    here = Protocol.municipality_id == actor.here()
    return select(func.count(Protocol.id)).where(here, is_standing(Standing.EXPIRING, today))


def count_over(actor: Actor, today: date) -> Select[int]:
    """How many ran out, and nobody has said yet that they ended, or renewed them."""
    here = Protocol.municipality_id == actor.here()
    return select(func.count(Protocol.id)).where(here, _ran_out(today))


def count_late(actor: Actor, today: date) -> Select[int]:
    """How many obligations are past their day."""
    here = ProtocolObligation.municipality_id == actor.here()
    return select(func.count(ProtocolObligation.id)).where(here, *is_late(today))


def list_own_ending(actor: Actor, today: date, at_most: int) -> Sequence[tuple[Protocol, date]]:
    """What the actor looks after and whose last day is near or over, with that day, the next first.

    One that renews itself too: whoever wants it otherwise must say so before. Of what nobody looks after,
    whoever writes protocols does.
    """
    renews_itself = and_(
        Protocol.state == ProtocolState.SIGNED.value, Protocol.renewal == Renewal.BY_ITSELF.value
    )
    near = or_(is_standing(Standing.EXPIRING, today), _ran_out(today), renews_itself)
    query = select(Protocol).where(
        Protocol.municipality_id == actor.here(), _looked_after_by(actor, Protocol.owner_id), near
    )
    found = [(each, runs_until(each, today)) for each in db.session.scalars(query.order_by(Protocol.id))]
    days = [(each, day) for each, day in found if day and day - today <= AHEAD]
    return sorted(days, key=lambda each: (each[1], each[0].sort_key))[:at_most]


def list_own_late(actor: Actor, today: date, at_most: int) -> Sequence[ProtocolObligation]:
    """The obligations past their day that the actor sees to, the longest waiting first."""
    query = (
        select(ProtocolObligation)
        .where(
            ProtocolObligation.municipality_id == actor.here(),
            _looked_after_by(actor, ProtocolObligation.owner_id),
            *is_late(today),
        )
        .options(joinedload(ProtocolObligation.protocol))
        .order_by(ProtocolObligation.due_on, ProtocolObligation.id)
    )
    return db.session.scalars(query.limit(at_most)).all()


def _ran_out(today: date) -> ColumnElement[bool]:
    return and_(is_standing(Standing.ENDED, today), Protocol.state == ProtocolState.SIGNED.value)


def _looked_after_by(actor: Actor, column: Any) -> ColumnElement[bool]:
    own = column == actor.id
    return or_(own, column.is_(None)) if actor.may(Permission.PARTNERSHIP_WRITE) else own
