"""How much of protocols waits: those near their last day or past it, obligations past their day.

`whose`: what one of the staff looks after, or sees to; None: all of the current municipality.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.actor import Actor
from app.network.protocols.models import Protocol, ProtocolObligation
from app.network.protocols.queries.protocols import is_late
from app.network.protocols.term import is_near, ran_out


def count_near(actor: Actor, today: date, whose: UUID | None) -> Select[int]:
    """How many are near their last day."""
    return _protocols(actor, whose).where(is_near(today))


def count_over(actor: Actor, today: date, whose: UUID | None) -> Select[int]:
    """How many ran out, and nobody has said yet that they ended, or renewed them."""
    return _protocols(actor, whose).where(ran_out(today))


def count_late(actor: Actor, today: date, whose: UUID | None) -> Select[int]:
    """How many obligations are past their day."""
    here = ProtocolObligation.municipality_id == actor.here()
    query = select(func.count(ProtocolObligation.id)).where(here, *is_late(today))
    return query.where(ProtocolObligation.owner_id == whose) if whose else query


def _protocols(actor: Actor, whose: UUID | None) -> Select[int]:
    query = select(func.count(Protocol.id)).where(Protocol.municipality_id == actor.here())
    return query.where(Protocol.owner_id == whose) if whose else query
