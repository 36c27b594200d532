"""Search of the directory by everyday words, in several languages at once: one index for every kind of entry.

The words of a municipality's index are kept in memory until its stamp changes (app/core/search.py says how
they find what is meant); what is read from the database, by one query, are the labels that hold one of them.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from app.core.db import db
from app.core.search import Label, Query, Vocabulary
from app.directory.index.models import DirectoryEntry, DirectoryStamp, EntryLabel, EntryWord

MOST_LABELS = 2_000
KEPT = 64
"""Municipalities whose words are kept in memory."""
Vocabularies = Mapping[str, Vocabulary]


class Held(NamedTuple):
    """The words of a municipality's index, and the stamp it had when they were read."""

    stamp: UUID | None
    words: Vocabularies


NOTHING_HELD = Held(None, {})
_held: OrderedDict[UUID, Held] = OrderedDict()
_lock = threading.Lock()


def find(
    text: str, *, municipality_id: UUID, languages: Sequence[str], among: ColumnElement[bool], limit: int
) -> list[UUID]:
    """The ids of the entries that answer to the words, best first.

    `among` is a condition on the entries and their municipality.
    """
    query, rows = _search(text, municipality_id, languages, among, with_cards=False)
    return _best(query, rows, limit)


def find_cards(
    text: str, *, municipality_id: UUID, languages: Sequence[str], among: ColumnElement[bool], limit: int
) -> list[DirectoryEntry]:
    """The same as cards, with all that is read of them."""
    query, rows = _search(text, municipality_id, languages, among, with_cards=True)
    cards = {row.id: row.DirectoryEntry for row in rows if row.DirectoryEntry}
    return [cards[each] for each in _best(query, rows, limit)]


def _search(
    text: str,
    municipality_id: UUID,
    languages: Sequence[str],
    among: ColumnElement[bool],
    *,
    with_cards: bool,
) -> tuple[Query, Sequence[Row[Any]]]:
    """The labels that hold what is meant; twice where somebody changed the index meanwhile."""
    held = _held.get(municipality_id, NOTHING_HELD)
    while True:
        query = Query(text, {each: held.words[each] for each in languages if each in held.words})
        labels = _labels(municipality_id, query.lookups(), among, with_cards=with_cards)
        rows = db.session.execute(labels).all()
        stamp = rows[0].stamp if rows else None
        if stamp == held.stamp:
            return query, rows
        held = _hold(municipality_id, stamp)


def _best(query: Query, rows: Sequence[Row[Any]], limit: int) -> list[UUID]:
    found = [Label(row.id, row.sort_key, 0, row.language, row.value) for row in rows if row.id]
    return [match.subject_id for match in query.rank(found, limit=limit)]


def _labels(
    municipality_id: UUID,
    lookups: Mapping[str, Sequence[str]],
    among: ColumnElement[bool],
    *,
    with_cards: bool,
) -> Select[Any]:
    """The labels that hold one of the words, the stamp beside each; only the stamp where there are none.

    The card of an entry stands beside the first of its labels.
    """
    wanted = [
        and_(EntryWord.language == language, EntryWord.word.in_(words)) for language, words in lookups.items()
    ]
    found = _found(municipality_id, wanted, among)
    labels = (
        select(DirectoryStamp.stamp, found)
        .select_from(DirectoryStamp)
        .outerjoin(found, true())
        .where(DirectoryStamp.municipality_id == municipality_id)
        .order_by(found.c.sort_key, found.c.label_id)
    )
    if not with_cards:
        return labels
    return (
        labels.add_columns(DirectoryEntry)
        .outerjoin(DirectoryEntry, and_(DirectoryEntry.id == found.c.id, found.c.nth == 1))
        .outerjoin(DirectoryEntry.municipality)
        .options(contains_eager(DirectoryEntry.municipality), joinedload(DirectoryEntry.organisation))
    )


def _found(
    municipality_id: UUID, wanted: Sequence[ColumnElement[bool]], among: ColumnElement[bool]
) -> Subquery:
    """The labels with one of the words, each numbered among those of its entry (`nth`)."""
    return (
        select(
            DirectoryEntry.id,
            DirectoryEntry.sort_key,
            EntryLabel.id.label("label_id"),
            EntryLabel.language,
            EntryLabel.value,
            func.row_number().over(partition_by=DirectoryEntry.id, order_by=EntryLabel.id).label("nth"),
        )
        .join(EntryLabel, EntryLabel.entry_id == DirectoryEntry.id)
        .join(DirectoryEntry.municipality)
        .where(
            DirectoryEntry.municipality_id == municipality_id,
            among,
            EntryLabel.id.in_(
                select(EntryWord.label_id).where(
                    EntryWord.municipality_id == municipality_id, or_(false(), *wanted)
                )
            ),
        )
        .order_by(DirectoryEntry.sort_key, EntryLabel.id)
        .limit(MOST_LABELS)
        .subquery()
    )


def _hold(municipality_id: UUID, stamp: UUID | None) -> Held:
    """Keep the words of the index as it was at the stamp, or later: then the next search reads them again."""
    with _lock:
        held = _held.get(municipality_id, NOTHING_HELD)
        if held.stamp != stamp:
            held = _held[municipality_id] = Held(stamp, _load(municipality_id))
        _held.move_to_end(municipality_id)
        while len(_held) > KEPT:
            _held.popitem(last=False)
        return held


def _load(municipality_id: UUID) -> Vocabularies:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    rows = (
        select(EntryWord.language, EntryWord.word, func.count())
        .where(EntryWord.municipality_id == municipality_id)
        .group_by(EntryWord.language, EntryWord.word)
    )
    for language, word, count in db.session.execute(rows):
        counts[language][word] = count
    return {language: Vocabulary(words) for language, words in counts.items()}
