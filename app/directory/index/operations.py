"""Writes by what an entry is found: whatever changes an entry of the directory puts its card here.

One card for every entry of whatever kind, drafts too: the office searches them, the kiosk what is public.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, update

from app.core import audit
from app.core.actor import Actor
from app.core.db import change_or_make, db, new_id
from app.core.search import tokens
from app.directory.index.card import Card
from app.directory.index.models import (
    DirectoryEntry,
    DirectoryImport,
    DirectoryStamp,
    EntryCompetence,
    EntryLabel,
    EntryNeed,
    EntryWord,
)

AT_ONCE = 500
"""Ids in one condition: engines limit how many there may be."""
ENTRY = ("id", "kind", "sort_key", "is_public", "organisation_id", "shown", "public_until", "fresh_until")
"""What of a card stands in the table of entries itself."""


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
    _write(DirectoryEntry, [{name: getattr(card, name) for name in ENTRY} | where for card in cards])
    needs = [(card.id, need) for card in cards for need in dict.fromkeys(card.needs)]
    _write(EntryNeed, [{"entry_id": entry_id, "need": need, **where} for entry_id, need in needs])
    wanted = {(card.id, each): False for card in cards for each in card.wants}
    taught = {(card.id, each): True for card in cards for each in card.teaches}
    _write(
        EntryCompetence,
        [
            {"entry_id": entry_id, "competence_id": each, "is_taught": is_taught, **where}
            for (entry_id, each), is_taught in {**taught, **wanted}.items()
        ],
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


def _take_out(ids: Sequence[UUID], municipality_id: UUID) -> None:
    db.session.flush()  # the entries themselves may be waiting to be written
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        db.session.execute(delete(DirectoryEntry).where(DirectoryEntry.id.in_(some)))
    renew(municipality_id)


def _write(table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def new_report(actor: Actor, import_id: UUID, municipality_id: UUID, kind: str) -> DirectoryImport:
    """The report of an import that begins: nothing counted, nothing kept yet."""
    counts = dict.fromkeys(("added", "changed", "unchanged"), 0)
    return DirectoryImport(
        id=import_id, municipality_id=municipality_id, kind=kind, broken=[], created_by=actor.id, **counts
    )


def keep_report(actor: Actor, report: DirectoryImport, *, act: str) -> None:
    """Write the report of an import that is done."""
    report.broken = sorted(report.broken, key=lambda each: int(each["number"]))
    db.session.add(report)
    audit.record(
        actor,
        act,
        "directory_import",
        report.id,
        municipality_id=report.municipality_id,
        added=report.added,
        changed=report.changed,
        broken=len(report.broken),
    )
    db.session.flush()


def renew(municipality_id: UUID) -> None:
    """A new stamp; of two who make the first one at the same time, one only renews it."""
    stamp = new_id()
    renewal = (
        update(DirectoryStamp).where(DirectoryStamp.municipality_id == municipality_id).values(stamp=stamp)
    )
    change_or_make(renewal, insert(DirectoryStamp).values(municipality_id=municipality_id, stamp=stamp))
