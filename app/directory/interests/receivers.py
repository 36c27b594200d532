"""What is wanted goes with the list it was said with."""

from sqlalchemy import delete

from app.core.db import db
from app.directory.interests.models import Interest
from app.skills.operations.inventories import Erased, erased


@erased.connect
def forget(told: Erased) -> None:
    """Nobody can be told any more."""
    db.session.execute(delete(Interest).where(Interest.inventory_id == told.inventory.id))
