"""Search of the directory by everyday words, in several languages at once: one index for every kind of entry.

The words of a municipality's index are kept in memory until its stamp changes (app/core/search.py says how
they find what is meant); what is read from the database are only the labels that hold one of them.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from app.core.db import db
from app.core.search import Label, Match, Query, Vocabulary
from app.directory.models import DirectoryEntry, DirectoryStamp, EntryLabel, EntryWord

MOST_LABELS = 2_000
KEPT = 64
"""Municipalities whose words are kept in memory."""
Vocabularies = Mapping[str, Vocabulary]

_held: OrderedDict[UUID, tuple[UUID, Vocabularies]] = OrderedDict()
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
    vocabularies = _vocabularies(municipality_id)
    query = Query(text, {each: vocabularies[each] for each in languages if each in vocabularies})
    lookups = query.lookups()
    if not lookups:
        return []
    wanted = [
        and_(EntryWord.language == language, EntryWord.word.in_(words)) for language, words in lookups.items()
    ]
    labels = (
        select(DirectoryEntry.id, DirectoryEntry.sort_key, EntryLabel.language, EntryLabel.value)
        .join(EntryLabel, EntryLabel.entry_id == DirectoryEntry.id)
        .where(
            DirectoryEntry.municipality_id == municipality_id,
            EntryLabel.id.in_(
                select(EntryWord.label_id).where(EntryWord.municipality_id == municipality_id, or_(*wanted))
            ),
        )
        .order_by(DirectoryEntry.sort_key, EntryLabel.id)
        .limit(MOST_LABELS)
    )
    if kind:
        labels = labels.where(DirectoryEntry.kind == kind)
    if only_public:
        labels = labels.where(DirectoryEntry.is_public)
    found = [Label(id_, key, 0, language, value) for id_, key, language, value in db.session.execute(labels)]
    return query.rank(found, limit=limit)


def _vocabularies(municipality_id: UUID) -> Vocabularies:
    stamp = db.session.scalar(
        select(DirectoryStamp.stamp).where(DirectoryStamp.municipality_id == municipality_id)
    )
    if stamp is None:
        return {}
    with _lock:
        held = _held.get(municipality_id)
        if held is None or held[0] != stamp:
            held = _held[municipality_id] = (stamp, _load(municipality_id))
        _held.move_to_end(municipality_id)
        while len(_held) > KEPT:
            _held.popitem(last=False)
        return held[1]


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
