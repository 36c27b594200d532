"""Putting the cards of entries into the index, as they are once everybody who writes them is done."""

from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory.index import operations as index
from app.directory.index.card import Card
from app.directory.index.kinds import Kind, kind_of, kinds


def draw(entry: object) -> None:
    """Write the card of an entry that was changed.

    The entry is locked and read again, and what stands beside it kept from changing: what somebody else has
    just committed must not be lost from the card. Locks are taken in this order everywhere.
    """
    kind = kind_of(entry)
    db.session.flush()
    db.session.refresh(entry, with_for_update=True)
    if kind.beside:
        db.session.refresh(kind.beside(entry), with_for_update={"read": True})
    index.put(kind.card_of(entry))


def redraw(actor: Actor, *, municipality_id: UUID) -> int:
    """Write the card of every entry of a municipality from what it is now; how many.

    Wanted after an upgrade that changed a vocabulary or how cards are drawn.
    """
    actor.demand(Permission.DIRECTORY_WRITE, municipality_id)
    drawn = [card for kind in kinds() for card in _cards(kind, municipality_id)]
    index.put_all(drawn)
    return len(drawn)


def _cards(kind: Kind, municipality_id: UUID) -> list[Card]:
    table = kind.table
    query = select(table).where(table.municipality_id == municipality_id).options(*kind.read_with())
    rows = db.session.scalars(query.order_by(table.id).with_for_update(of=table))
    return [kind.card_of(each) for each in rows]
