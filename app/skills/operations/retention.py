"""Unclaimed lists are erased when their code has passed its last day, drafts left behind a day after.

A list on which a place in a workshop hangs is kept as long as that (`keep_until`).
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.network.models import Municipality
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import erase_inventory

DRAFTS_LAST = timedelta(days=1)


def list_unclaimed() -> Sequence[Inventory]:
    """The lists whose time is over: saved ones past their day in their municipality's zone, old drafts."""
    drafts = and_(
        Inventory.state == InventoryState.DRAFT.value, Inventory.created_at < clock.now() - DRAFTS_LAST
    )
    expired = [
        and_(
            Inventory.state == InventoryState.SAVED.value,
            Inventory.municipality_id == municipality.id,
            Inventory.valid_until < clock.today(municipality.zone),
            or_(Inventory.keep_until.is_(None), Inventory.keep_until < clock.today(municipality.zone)),
        )
        for municipality in db.session.scalars(select(Municipality))
    ]
    query = select(Inventory).where(or_(drafts, *expired))
    return db.session.scalars(query.order_by(Inventory.created_at, Inventory.id)).all()


def erase_unclaimed(actor: Actor) -> int:
    """Erase them; returns how many."""
    over = list_unclaimed()
    for inventory in over:
        erase_inventory(actor, inventory=inventory)
    return len(over)
