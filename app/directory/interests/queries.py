"""Reads of what people with a list want."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory.interests.models import Interest
from app.skills.queries.said import get_said, listed

Row = TypeVar("Row")


def interests_to_answer(actor: Actor) -> Select[int]:
    """Counts what nobody has answered in the current municipality."""
    return listed(select(func.count()).select_from(Interest), actor, Interest, "waiting")


def get_interest(actor: Actor, interest_id: UUID) -> Interest:
    """An interest that the actor may answer, locked; NotFound, ReasonNeeded."""
    return get_said(actor, Interest, interest_id, Permission.INVENTORY_CLAIM)


def list_of_list(inventory_id: UUID) -> Sequence[Interest]:
    """What is wanted with a list that the caller may read, in the order it was said, but for what was
    taken back.
    """
    query = select(Interest).where(Interest.inventory_id == inventory_id, Interest.state != "withdrawn")
    return db.session.scalars(query.order_by(Interest.created_at, Interest.id)).all()
