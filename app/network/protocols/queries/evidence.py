"""What of protocols shows that a step of the installation was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from app.core import text
from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.network.protocols.models import Protocol
from app.network.protocols.permissions import protocols_seen_by
from app.network.protocols.queries.protocols import LONGEST_SEARCH


def offered_protocols(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """By title."""
    query = select(Protocol).where(Protocol.municipality_id == municipality_id, protocols_seen_by(actor))
    for word in text.fold(words[:LONGEST_SEARCH]).split():
        query = query.where(Protocol.sort_key.contains(word, autoescape=True))
    by_title = query.order_by(Protocol.sort_key, Protocol.id).limit(AT_MOST)
    return {each.id: each.title for each in db.session.scalars(by_title)}


def shown_protocols(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once they were signed, also when they have ended since."""
    query = select(Protocol, protocols_seen_by(actor)).where(
        Protocol.municipality_id == municipality_id, Protocol.id.in_(ids)
    )
    return {
        each.id: shown(
            is_done=not each.is_draft,
            title=each.title,
            endpoint="network.protocol",
            values={"protocol_id": each.id},
            may=bool(may),
        )
        for each, may in db.session.execute(query)
    }
