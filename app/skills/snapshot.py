"""The cards in memory: one snapshot per worker and version, read by every page that shows competences.

It does not grow with the catalogue: of some ten thousand competences a few hundred have cards. The others,
and those that were retired, are read when a page shows them; synonyms only by the search. What grows is the
words of a language somebody searches in.
"""

import re
import threading
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app.core.db import db
from app.core.search import Vocabulary
from app.core.texts import Text, in_language
from app.skills.models.catalogue import (
    CatalogueVersion,
    Competence,
    CompetenceContext,
    CompetenceText,
    LabelWord,
)

_CONTEXTS = Path(__file__).parent / "catalogue" / "contexts.toml"
MOST_OTHERS = 500
_KEY = re.compile(r"[\w-]+")
"""What a key looks like: an address may bring anything, and PostgreSQL refuses to compare some of it."""


@dataclass(frozen=True, slots=True)
class Context:
    """One of the nine contexts of life."""

    key: str
    pictogram: str
    names: Mapping[str, str]
    hints: Mapping[str, str]

    def name(self, language: str) -> Text:
        return in_language(self.names, language)

    def hint(self, language: str) -> Text:
        return in_language(self.hints, language)


@dataclass(frozen=True, slots=True, eq=False)
class CompetenceView:
    """A competence as pages show it; `contexts` begins with its main one, `commonness` is 1–100.

    It is one object as long as its words are the same: what is drawn of it can be kept by it.
    """

    id: UUID
    key: str
    area: str
    pictogram: str
    commonness: int
    contexts: tuple[str, ...]
    esco_uri: str | None
    is_retired: bool
    names: Mapping[str, str]
    cards: Mapping[str, str]

    @property
    def main_context(self) -> str:
        """Where it stands in a list; nowhere for what has no card."""
        return self.contexts[0] if self.contexts else ""

    def name(self, language: str) -> Text:
        return in_language(self.names, language)

    def card(self, language: str) -> Text:
        return in_language(self.cards, language)


class Others:
    """Competences without a card that a page asked for lately: some of a catalogue that is not in memory."""

    def __init__(self) -> None:
        self.known: dict[UUID, CompetenceView] = {}

    def find(self, ids: Sequence[UUID]) -> dict[UUID, CompetenceView]:
        """Those of these that exist, by one query for those that nobody asked for lately."""
        held = self.known
        if asked := [each for each in ids if each not in held]:
            held = held | {view.id: view for view in _read(Competence.id.in_(asked))}
            self.known = dict([*held.items()][-MOST_OTHERS:])
        return {each: held[each] for each in ids if each in held}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one version offers as cards; of the others, and of names besides, what is asked for.

    `competences` and `keys` are the cards': a few hundred, however many competences the database knows.
    """

    digest: str = ""
    competences: Mapping[UUID, CompetenceView] = field(default_factory=dict)
    keys: Mapping[str, CompetenceView] = field(default_factory=dict)
    by_context: Mapping[str, Sequence[CompetenceView]] = field(default_factory=dict)
    others: Others = field(default_factory=Others)
    words: dict[str, Vocabulary | None] = field(default_factory=dict)

    @property
    def contexts(self) -> Sequence[Context]:
        """The contexts of life in the order they are offered."""
        return read_contexts()

    def context(self, key: str) -> Context | None:
        return next((each for each in self.contexts if each.key == key), None)

    def several(self, ids: Iterable[UUID | None]) -> Mapping[UUID, CompetenceView]:
        """Those of these that exist, retired ones too; at most one query. Lists ask for theirs at once."""
        asked = [each for each in dict.fromkeys(ids) if each]
        others = self.others.find([each for each in asked if each not in self.competences])
        found = ((each, self.competences.get(each) or others.get(each)) for each in asked)
        return {each: view for each, view in found if view}

    def competence(self, competence_id: UUID | None) -> CompetenceView | None:
        """One competence; a query where it is no card and no list of the page has asked for it."""
        return self.several((competence_id,)).get(competence_id) if competence_id else None

    def by_key(self, key: str) -> CompetenceView | None:
        """The competence that files and addresses call so."""
        if key in self.keys or not _KEY.fullmatch(key):
            return self.keys.get(key)
        return self.competence(db.session.scalar(select(Competence.id).where(Competence.key == key)))

    def cards(self, context: str) -> Sequence[CompetenceView]:
        """The cards of a context, commonest first; retired competences have none."""
        return self.by_context.get(context, ())

    def vocabulary(self, language: str) -> Vocabulary | None:
        """The words of a language's names, read when somebody searches in it; None where there are none."""
        if language not in self.words:
            self.words[language] = _vocabulary(language)
        return self.words[language]


@cache
def read_contexts(path: Path = _CONTEXTS) -> tuple[Context, ...]:
    """The contexts of the file, in its order."""
    entries = tomllib.loads(path.read_text("utf-8"))["context"]
    return tuple(_context(entry) for entry in entries)


def _context(entry: dict[str, object]) -> Context:
    text = entry["text"]
    assert isinstance(text, dict)
    names = {language: words["name"] for language, words in text.items()}
    hints = {language: words["hint"] for language, words in text.items()}
    return Context(str(entry["key"]), str(entry["pictogram"]), names, hints)


class _Keeper:
    """Holds the snapshot of this worker; threads that find it old wait for one of them to reload it."""

    def __init__(self) -> None:
        self.held = Catalogue()
        self.lock = threading.Lock()

    def at(self, digest: str) -> Catalogue:
        held = self.held
        if held.digest == digest:
            return held
        with self.lock:
            if self.held.digest != digest:
                self.held = _load(digest) if digest else Catalogue()
            return self.held


_keeper = _Keeper()
_version = CatalogueVersion.__table__.c  # of the table, not the class: nothing is mapped on every page
_DIGEST = select(_version.digest).where(_version.id == 1)


def current() -> Catalogue:
    """The snapshot of the version the database stands at; one small query, a reload when it changed."""
    digest = db.session.scalar(_DIGEST)
    return at(digest or "")


def at(digest: str) -> Catalogue:
    """The snapshot of the version that the database stands at, which is this one."""
    return _keeper.at(digest)


def _load(digest: str) -> Catalogue:
    views = _read(Competence.retired_at.is_(None), Competence.id.in_(select(CompetenceContext.competence_id)))
    by_context: dict[str, list[CompetenceView]] = defaultdict(list)
    for view in views:
        for context in view.contexts:
            by_context[context].append(view)
    return Catalogue(
        digest=digest,
        competences={view.id: view for view in views},
        keys={view.key: view for view in views},
        by_context=dict(by_context),
    )


def _read(*which: ColumnElement[bool]) -> list[CompetenceView]:
    """Some competences, commonest first, with what is written about them but for synonyms."""
    names: dict[UUID, dict[str, str]] = defaultdict(dict)
    cards: dict[UUID, dict[str, str]] = defaultdict(dict)
    contexts: dict[UUID, dict[str, None]] = defaultdict(dict)
    rows = {}
    for row in db.session.execute(_VIEWS.where(*which)):
        rows[row.id] = row
        (names if row.field == "name" else cards)[row.id][row.language] = row.value
        if row.context:
            contexts[row.id][row.context] = None
    return [
        CompetenceView(
            id=row.id,
            key=row.key,
            area=row.area,
            pictogram=row.pictogram,
            commonness=row.commonness,
            contexts=tuple(contexts[row.id]),
            esco_uri=row.esco_uri,
            is_retired=row.retired_at is not None,
            names=names[row.id],
            cards=cards[row.id],
        )
        for row in rows.values()
    ]


_card, _text = CompetenceContext.__table__.c, CompetenceText.__table__.c
_VIEWS = (
    select(Competence.__table__, _text.language, _text.field, _text.value, _card.context)
    .join(CompetenceText, and_(_text.competence_id == Competence.id, _text.field != "synonym"))
    .outerjoin(CompetenceContext, _card.competence_id == Competence.id)
    .order_by(Competence.commonness.desc(), Competence.key, _card.position)
)


def _vocabulary(language: str) -> Vocabulary | None:
    counts = select(LabelWord.word, func.count()).where(LabelWord.language == language)
    words = dict(db.session.execute(counts.group_by(LabelWord.word)).all())
    return Vocabulary(words) if words else None
