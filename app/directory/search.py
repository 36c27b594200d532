"""Search of the directory by everyday words, in several languages at once: one index for every kind of entry.

The words of a municipality's index are kept in memory until its stamp changes (app/core/search.py says how
they find what is meant); what is read from the database are only the labels that hold one of them.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, false, func, or_, select, true

from app.core.db import db
from app.core.search import Label, Match, Query, Vocabulary
from app.directory.models import DirectoryEntry, DirectoryStamp, EntryLabel, EntryWord

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
    text: str,
    *,
    municipality_id: UUID,
    languages: Sequence[str],
    kind: str | None = None,
    only_public: bool = True,
    limit: int = 25,
) -> Sequence[Match]:
    """The entries that answer to the words, best first; `subject_id` of a match is the entry's id."""
    held = _held.get(municipality_id, NOTHING_HELD)
    while True:
        query = Query(text, {each: held.words[each] for each in languages if each in held.words})
        rows = db.session.execute(
            _labels(municipality_id, query.lookups(), kind=kind, only_public=only_public)
        ).all()
        stamp = rows[0].stamp if rows else None
        if stamp == held.stamp:
            break
        held = _hold(municipality_id, stamp)  # somebody changed the index: with its new words again
    found = [Label(row.id, row.sort_key, 0, row.language, row.value) for row in rows if row.id]
    return query.rank(found, limit=limit)


def _labels(
    municipality_id: UUID, lookups: Mapping[str, Sequence[str]], *, kind: str | None, only_public: bool
) -> Select[Any]:
    """The labels that hold one of the words, the stamp beside each; only the stamp where there are none."""
    wanted = [
        and_(EntryWord.language == language, EntryWord.word.in_(words)) for language, words in lookups.items()
    ]
    labels = (
        select(
            DirectoryEntry.id,
            DirectoryEntry.sort_key,
            EntryLabel.id.label("label_id"),
            EntryLabel.language,
            EntryLabel.value,
        )
        .join(EntryLabel, EntryLabel.entry_id == DirectoryEntry.id)
        .where(
            DirectoryEntry.municipality_id == municipality_id,
            EntryLabel.id.in_(
                select(EntryWord.label_id).where(
                    EntryWord.municipality_id == municipality_id, or_(false(), *wanted)
                )
            ),
        )
        .order_by(DirectoryEntry.sort_key, EntryLabel.id)
        .limit(MOST_LABELS)
    )
    if kind:
        labels = labels.where(DirectoryEntry.kind == kind)
    if only_public:
        labels = labels.where(DirectoryEntry.is_public)
    found = labels.subquery()
    return (
        select(DirectoryStamp.stamp, found)
        .outerjoin(found, true())
        .where(DirectoryStamp.municipality_id == municipality_id)
        .order_by(found.c.sort_key, found.c.label_id)
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
