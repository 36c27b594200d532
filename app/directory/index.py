"""Writes by what an entry is found: whatever changes an entry of the directory puts its card here.

One card for every entry of whatever kind, drafts too: the office searches them, the kiosk what is public.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from app.core.db import db, new_id
from app.core.search import tokens
from app.directory.models import (
    DirectoryEntry,
    DirectoryStamp,
    EntryCompetence,
    EntryLabel,
    EntryNeed,
    EntryWord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How an entry is found. `labels` are (language, text): names, synonyms, sentences, short ones first."""

    kind: str
    id: UUID
    municipality_id: UUID
    sort_key: str
    is_public: bool
    public_until: date | None = None
    fresh_until: date | None = None
    needs: Sequence[str] = ()
    competences: Iterable[UUID] = ()
    labels: Sequence[tuple[str, str]] = ()


def put(card: Card) -> None:
    """Write or replace the card of an entry; inside the transaction that changes the entry."""
    take_out(card.id, card.municipality_id)
    where = {"municipality_id": card.municipality_id}
    db.session.execute(
        insert(DirectoryEntry).values(
            id=card.id,
            kind=card.kind,
            sort_key=card.sort_key,
            is_public=card.is_public,
            public_until=card.public_until,
            fresh_until=card.fresh_until,
            **where,
        )
    )
    entry = {"entry_id": card.id, **where}
    _write(EntryNeed, [{**entry, "need": need} for need in dict.fromkeys(card.needs)])
    _write(EntryCompetence, [{**entry, "competence_id": each} for each in set(card.competences)])
    labels = [
        {"id": new_id(), "language": language, "value": value, **entry}
        for language, value in dict.fromkeys(card.labels)
        if tokens(value)
    ]
    _write(EntryLabel, labels)
    _write(
        EntryWord,
        [
            {"label_id": label["id"], "word": word, "language": label["language"], **where}
            for label in labels
            for word in dict.fromkeys(tokens(str(label["value"])))
        ],
    )


def take_out(entry_id: UUID, municipality_id: UUID) -> None:
    """Remove the card of an entry that is no more."""
    db.session.flush()  # the entry itself may be waiting to be written
    db.session.execute(delete(DirectoryEntry).where(DirectoryEntry.id == entry_id))
    _renew(municipality_id)


def _write(table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _renew(municipality_id: UUID) -> None:
    """A new stamp; of two who make the first one at the same time, one only renews it."""
    stamp = new_id()
    renewal = (
        update(DirectoryStamp).where(DirectoryStamp.municipality_id == municipality_id).values(stamp=stamp)
    )
    if db.session.execute(renewal).rowcount:  # type: ignore[attr-defined]
        return
    try:
        with db.session.begin_nested():
            db.session.execute(insert(DirectoryStamp).values(municipality_id=municipality_id, stamp=stamp))
    except IntegrityError:
        db.session.execute(renewal)
