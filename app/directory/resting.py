"""What of the directory rests on a party."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import String, literal, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link
from app.core.permission import Permission
from app.directory.services.models import Structure
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.models.publications import LibraryItem, Publication, ShelfState
from app.directory.slots.models import DropInSlot

AT_MOST = 50
PLACES, SLOTS = "places", "slots"


def on_party(actor: Actor, party_id: UUID) -> Sequence[Link]:
    """Its places with their services, when it attends, what it has on the shelves; the first by name."""
    where = actor.municipalities(Permission.DIRECTORY_READ)
    sorts = (
        (PLACES, Structure, Structure.name, []),
        (SLOTS, DropInSlot, DropInSlot.topic, [DropInSlot.ended_at.is_(None)]),
        ("offers", Offer, Offer.title, [Offer.state == OfferState.OPEN]),
        ("publications", Publication, Publication.title, [Publication.state == ShelfState.PUBLISHED]),
        ("library", LibraryItem, LibraryItem.title, [LibraryItem.state == ShelfState.PUBLISHED]),
    )
    queries = [
        select(literal(sort, String).label("sort"), model.id.label("id"), title.label("title")).where(
            model.organisation_id == party_id, model.municipality_id.in_(where), *more
        )
        for sort, model, title, more in sorts
    ]
    every = union_all(*queries).subquery()
    ordered = select(every).order_by(every.c.sort, every.c.title, every.c.id).limit(AT_MOST)
    return [_link(row.sort, row.id, row.title) for row in db.session.execute(ordered)]


def _link(sort: str, entry_id: UUID, title: str) -> Link:
    if sort == PLACES:
        return Link(title, "directory.structure", {"structure_id": entry_id})
    if sort == SLOTS:
        return Link(title, "directory.slot", {"slot_id": entry_id})
    return Link(title, "directory.entry", {"shelf": sort, "item_id": entry_id})
