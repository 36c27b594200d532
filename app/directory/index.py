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
from app.directory.shown import Shown

AT_ONCE = 500
"""Ids in one condition: engines limit how many there may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How an entry is found, and what is then shown of it (app/directory/shown.py).

    `labels` are (language, text): names, synonyms, sentences, short ones first.
    """

    kind: str
    id: UUID
    municipality_id: UUID
    sort_key: str
    is_public: bool
    shown: Shown
    organisation_id: UUID | None = None
    public_until: date | None = None
    fresh_until: date | None = None
    needs: Sequence[str] = ()
    competences: Iterable[UUID] = ()
    labels: Sequence[tuple[str, str]] = ()


def put(card: Card) -> None:
    """Write or replace the card of an entry; inside the transaction that changes the entry."""
    put_all([card])


def put_all(cards: Sequence[Card]) -> None:
    """The same for many entries of one municipality, in as many statements as for one."""
    if not cards:
        return
    (municipality_id,) = {card.municipality_id for card in cards}
    _take_out([card.id for card in cards], municipality_id)
    where = {"municipality_id": municipality_id}
    _write(DirectoryEntry, [{**_entry(card), **where} for card in cards])
    needs = [(card.id, need) for card in cards for need in dict.fromkeys(card.needs)]
    _write(EntryNeed, [{"entry_id": entry_id, "need": need, **where} for entry_id, need in needs])
    found = [(card.id, each) for card in cards for each in set(card.competences)]
    _write(
        EntryCompetence, [{"entry_id": entry_id, "competence_id": each, **where} for entry_id, each in found]
    )
    labels = [
        {"id": new_id(), "entry_id": card.id, "language": language, "value": value, **where}
        for card in cards
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
    _take_out([entry_id], municipality_id)


def _take_out(ids: Sequence[UUID], municipality_id: UUID) -> None:
    db.session.flush()  # the entries themselves may be waiting to be written
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        db.session.execute(delete(DirectoryEntry).where(DirectoryEntry.id.in_(some)))
    renew(municipality_id)


def _entry(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "kind": card.kind,
        "sort_key": card.sort_key,
        "is_public": card.is_public,
        "organisation_id": card.organisation_id,
        "shown": card.shown,
        "public_until": card.public_until,
        "fresh_until": card.fresh_until,
    }


def _write(table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def renew(municipality_id: UUID) -> None:
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
