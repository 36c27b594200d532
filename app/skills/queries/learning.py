"""Reads of what people would like to learn."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.core.db import db, rows
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.models.learning import LearningWish

_wish = LearningWish.__table__.c


def wishes_in(inventory_id: UUID) -> Sequence[UUID]:
    """The competences that whoever a list belongs to would like to learn, in the order they were said.

    For a list that the caller may read; retired competences too.
    """
    said = select(_wish.competence_id).where(_wish.inventory_id == inventory_id)
    return [each for (each,) in rows(said.order_by(_wish.created_at, _wish.id))]


def wishes_of(participants: Collection[UUID] | Select[Any]) -> Mapping[UUID, frozenset[UUID]]:
    """By participant the competences they would like to learn, by all their lists; nobody who wants none.

    `participants`: ids, or a query that gives them. The caller answers for whom it asks about.
    """
    theirs = (
        select(Inventory.participant_id, LearningWish.competence_id)
        .join(LearningWish, LearningWish.inventory_id == Inventory.id)
        .where(
            Inventory.participant_id.in_(participants),
            Inventory.state != InventoryState.ERASED.value,
        )
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for participant_id, competence_id in db.session.execute(theirs):
        if participant_id:
            found[participant_id].add(competence_id)
    return {participant_id: frozenset(wanted) for participant_id, wanted in found.items()}
