"""What lists answer to earlier features."""

from sqlalchemy import update

from app.core.db import db
from app.people.operations.unverified import Merged, merged
from app.skills.models.inventory import Inventory, InventoryEntry


@merged.connect
def follow_the_person(told: Merged) -> None:
    """The lists of an unverified record go to the person it turned out to be."""
    for model in (Inventory, InventoryEntry):
        rows = update(model).where(model.participant_id == told.gone.id)
        db.session.execute(rows.values(participant_id=told.kept.id))
