"""What everybody may read of initiatives, without being anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.directory.index.answers import PublicEntry
from app.directory.index.document import read
from app.directory.index.models import DirectoryEntry
from app.initiatives.catalogue.card import INITIATIVE
from app.network.models import Municipality

AT_MOST = 300
"""So many stand on the page at most; each is found by itself besides."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, and what is public of its initiatives, by name."""

    municipality: Municipality
    entries: Sequence[PublicEntry]


def list_public(language: str, municipality: Municipality | None = None) -> list[Place]:
    """The public initiatives of a municipality, or of all, in a language. Two queries."""
    query = (
        select(DirectoryEntry)
        .join(DirectoryEntry.municipality)
        .where(DirectoryEntry.kind == INITIATIVE, DirectoryEntry.is_public)
        .options(joinedload(DirectoryEntry.municipality), joinedload(DirectoryEntry.organisation))
        .order_by(Municipality.sort_key, Municipality.id, DirectoryEntry.sort_key, DirectoryEntry.id)
    )
    if municipality:
        query = query.where(DirectoryEntry.municipality_id == municipality.id)
    places: dict[Municipality, list[PublicEntry]] = {}
    for card in db.session.scalars(query.limit(AT_MOST)):
        places.setdefault(card.municipality, []).append(read(card, language))
    return [Place(where, entries) for where, entries in places.items()]
