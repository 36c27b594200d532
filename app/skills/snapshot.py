"""The catalogue in memory: one snapshot per worker and version, read by every page that shows competences.

Synonyms stay in the database: only the search needs them, and it reads the few it wants.
"""

import threading
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.core.db import db
from app.core.search import Vocabulary
from app.core.texts import Text, in_language
from app.skills.models import CatalogueVersion, Competence, CompetenceContext, CompetenceText, LabelWord

_CONTEXTS = Path(__file__).parent / "catalogue" / "contexts.toml"


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


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence as pages show it; `contexts` begins with its main one, `commonness` is 1–100."""

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

    def name(self, language: str) -> Text:
        return in_language(self.names, language)

    def card(self, language: str) -> Text:
        return in_language(self.cards, language)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every competence of one version, the contexts, and the vocabularies of the search."""

    digest: str = ""
    competences: Mapping[UUID, CompetenceView] = field(default_factory=dict)
    keys: Mapping[str, CompetenceView] = field(default_factory=dict)
    by_context: Mapping[str, Sequence[CompetenceView]] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)

    @property
    def contexts(self) -> Sequence[Context]:
        """The contexts of life in the order they are offered."""
        return read_contexts()

    def context(self, key: str) -> Context | None:
        return next((each for each in self.contexts if each.key == key), None)

    def competence(self, competence_id: UUID | None) -> CompetenceView | None:
        return self.competences.get(competence_id) if competence_id else None

    def by_key(self, key: str) -> CompetenceView | None:
        return self.keys.get(key)

    def cards(self, context: str) -> Sequence[CompetenceView]:
        """The cards of a context, commonest first; retired competences have none."""
        return self.by_context.get(context, ())


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
    names: dict[UUID, dict[str, str]] = defaultdict(dict)
    cards: dict[UUID, dict[str, str]] = defaultdict(dict)
    texts = select(
        CompetenceText.competence_id, CompetenceText.language, CompetenceText.field, CompetenceText.value
    )
    for competence_id, language, kind, value in db.session.execute(
        texts.where(CompetenceText.field != "synonym")
    ):
        (names if kind == "name" else cards)[competence_id][language] = value
    contexts: dict[UUID, list[str]] = defaultdict(list)
    for row in db.session.scalars(select(CompetenceContext).order_by(CompetenceContext.position)):
        contexts[row.competence_id].append(row.context)
    views = [
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
        for row in db.session.scalars(select(Competence))
    ]
    views.sort(key=lambda view: (-view.commonness, view.key))
    return Catalogue(
        digest=digest,
        competences={view.id: view for view in views},
        keys={view.key: view for view in views},
        by_context=_by_context(views),
        vocabularies=_vocabularies(),
    )


def _by_context(views: Sequence[CompetenceView]) -> dict[str, list[CompetenceView]]:
    by_context: dict[str, list[CompetenceView]] = defaultdict(list)
    for view in views:
        for context in () if view.is_retired else view.contexts:
            by_context[context].append(view)
    return dict(by_context)


def _vocabularies() -> dict[str, Vocabulary]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    columns = LabelWord.language, LabelWord.word
    query = select(*columns, func.count()).group_by(*columns)
    for language, word, count in db.session.execute(query):
        counts[language][word] = count
    return {language: Vocabulary(words) for language, words in counts.items()}
