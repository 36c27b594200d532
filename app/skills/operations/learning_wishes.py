"""Somebody would like to learn something, or would not any more."""

from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.skills import snapshot
from app.skills.models.inventory import Inventory
from app.skills.models.learning import LearningWish
from app.skills.operations.inventories import lock


def wish_to_learn(actor: Actor, *, inventory: Inventory, competence_id: UUID) -> LearningWish:
    """Note that whoever this list belongs to would like to learn a competence; again changes nothing.

    Raises NotFound for an unknown or retired competence, Forbidden where the actor may not change the list.
    """
    lock(actor, inventory)
    if there := _find(inventory, competence_id):
        return there
    competence = snapshot.current().competence(competence_id)
    if competence is None or competence.is_retired:
        raise NotFound
    wish = LearningWish(
        id=new_id(),
        municipality_id=inventory.municipality_id,
        inventory_id=inventory.id,
        competence_id=competence.id,
        created_at=clock.now(),
    )
    db.session.add(wish)
    db.session.flush()
    _record(actor, "learning.wished", inventory, competence_id)
    return wish


def wish_no_more(actor: Actor, *, inventory: Inventory, competence_id: UUID) -> None:
    """They would not like to learn it any more; what was never said changes nothing."""
    lock(actor, inventory)
    if there := _find(inventory, competence_id):
        db.session.delete(there)
        db.session.flush()
        _record(actor, "learning.taken_back", inventory, competence_id)


def _find(inventory: Inventory, competence_id: UUID) -> LearningWish | None:
    query = select(LearningWish).where(
        LearningWish.inventory_id == inventory.id, LearningWish.competence_id == competence_id
    )
    return db.session.scalars(query).one_or_none()


def _record(actor: Actor, action: str, inventory: Inventory, competence_id: UUID) -> None:
    """As with entries, only what is done to a known person's list is audited."""
    if inventory.participant_id:
        audit.record(
            actor,
            action,
            "participant",
            inventory.participant_id,
            municipality_id=inventory.municipality_id,
            competence=str(competence_id),
        )
