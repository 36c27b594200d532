"""Putting the card of an entry into the index, as the entry is once everybody who writes it is done."""

from app.core.db import db
from app.directory import cards, index, service_card
from app.directory.models import Service
from app.directory.shelves import Entry


def draw(entry: Service | Entry) -> None:
    """Write the card of an entry that was changed.

    The entry is locked and read again, and its place kept from changing: what somebody else has just
    committed must not be lost from the card. Locks are taken in this order everywhere: entry, place.
    """
    db.session.flush()
    db.session.refresh(entry, with_for_update=True)
    if isinstance(entry, Service):
        db.session.refresh(entry.structure, with_for_update={"read": True})
        index.put(service_card.card_of(entry))
    else:
        index.put(cards.card_of(entry))
