"""An idea goes with the list it was said with."""

from sqlalchemy import delete

from app.core.db import db
from app.initiatives.ideas.models import Idea
from app.skills.operations.inventories import Erased, erased


@erased.connect
def forget_ideas(told: Erased) -> None:
    """Nobody can be told any more; what was made of it stays."""
    db.session.execute(delete(Idea).where(Idea.inventory_id == told.inventory.id))
