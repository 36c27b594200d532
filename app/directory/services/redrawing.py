"""Drawing the whole index again: after an upgrade that changed a vocabulary or how cards are drawn."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory import cards, index, service_card
from app.directory.models import LibraryItem, Offer, Publication, Service


def redraw(actor: Actor, *, municipality_id: UUID) -> int:
    """Write the card of every entry of a municipality from what it is now; how many."""
    actor.demand(Permission.DIRECTORY_WRITE, municipality_id)
    services = _all(
        Service,
        municipality_id,
        joinedload(Service.structure),
        selectinload(Service.texts),
        selectinload(Service.values),
        selectinload(Service.competences),
    )
    offers = _all(Offer, municipality_id, selectinload(Offer.texts), selectinload(Offer.competences))
    items = _all(
        LibraryItem, municipality_id, selectinload(LibraryItem.texts), selectinload(LibraryItem.competences)
    )
    publications = _all(Publication, municipality_id, selectinload(Publication.texts))
    drawn = [service_card.card_of(each) for each in services]
    drawn += [cards.card_of(each) for each in (*offers, *items, *publications)]
    index.put_all(drawn)
    return len(drawn)


def _all(table: type[Any], municipality_id: UUID, *options: Any) -> Sequence[Any]:
    return db.session.scalars(
        select(table)
        .where(table.municipality_id == municipality_id)
        .options(*options)
        .order_by(table.id)
        .with_for_update(of=table)
    ).all()
