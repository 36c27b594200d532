"""Whom somebody said to be two people."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union_all

from app.core.db import db
from app.people.duplicates.models import NotSame, in_order


def said_not_same(participant_id: UUID) -> CompoundSelect[UUID]:
    """The ids of those whom this record was said not to be, in either direction."""
    stands = NotSame.withdrawn_at.is_(None)
    return union_all(
        select(NotSame.other_id).where(NotSame.one_id == participant_id, stands),
        select(NotSame.one_id).where(NotSame.other_id == participant_id, stands),
    )


def find_not_same(one: UUID, other: UUID) -> NotSame | None:
    """What was said of two records, while it stands."""
    first, second = in_order(one, other)
    return db.session.scalar(
        select(NotSame).filter_by(one_id=first, other_id=second).where(NotSame.withdrawn_at.is_(None))
    )


def all_not_same(municipality_id: UUID) -> Collection[tuple[UUID, UUID]]:
    """Every pair of a municipality that was said to be two people."""
    said = select(NotSame.one_id, NotSame.other_id).where(
        NotSame.municipality_id == municipality_id, NotSame.withdrawn_at.is_(None)
    )
    return {(one, other) for one, other in db.session.execute(said)}
