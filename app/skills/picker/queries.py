"""Reads of a choice of competences: what is chosen, what words find, what names mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.i18n import MAIN, languages
from app.core.search import tokens
from app.core.text import fold
from app.skills.models.catalogue import Competence, CompetenceText, LabelWord
from app.skills.picker.models import Choosing
from app.skills.queries.catalogue import Hit, catalogue, search
from app.skills.snapshot import CompetenceView

LONGEST_SEARCH = 200
SURE = 0.8
"""How alike a name must be to be taken for one of the catalogue (app/core/search.py)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page shows: what is chosen, the words looked for, and what they find besides."""

    chosen: Sequence[CompetenceView]
    text: str
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Meant:
    """What was understood of names, in the order written, and the words that mean nothing we know."""

    ids: tuple[UUID, ...] = ()
    unknown: tuple[str, ...] = ()


def choice_of(thing: Choosing, text: str, *, languages: Sequence[str]) -> Choice:
    """The page of a thing for the words somebody looks for; retired ones stay while they are chosen."""
    return found_besides([each.competence_id for each in thing.competences], text, languages=languages)


def found_besides(ids: Iterable[UUID], text: str, *, languages: Sequence[str]) -> Choice:
    """The same for competences that a thing keeps in rows of its own."""
    known, words = catalogue(), text[:LONGEST_SEARCH]
    chosen = list(known.several(ids).values())
    hits = search(words, languages=languages) if words else []
    return Choice(chosen, words, [hit for hit in hits if hit.competence not in chosen])


def meant_by(names: Iterable[str]) -> Meant:
    """The competences behind names or keys, as lists and lines of text hold them; slips are forgiven.

    One query for all the names that are written as in the catalogue, a search for each that is not.
    """
    asked = list(dict.fromkeys(filter(None, (each.strip() for each in names))))
    exact = _named(asked)
    found = {name: exact.get(fold(name)) or _nearly(name) for name in asked}
    ids = dict.fromkeys(each for each in found.values() if each)
    return Meant(tuple(ids), tuple(name for name, each in found.items() if not each))


def names_of(ids: Iterable[UUID], language: str = MAIN) -> dict[UUID, str]:
    """The names of competences, each by its id."""
    return {each: view.name(language).value for each, view in catalogue().several(ids).items()}


def _named(names: Sequence[str]) -> dict[str, UUID]:
    """By folded name or key, of those that are offered: only labels that hold the longest word are read."""
    offered = select(_competence.key, _competence.id).where(_competence.retired_at.is_(None))
    keys = {fold(key): each for key, each in db.session.execute(offered.where(_competence.key.in_(names)))}
    rarest = {max(words, key=len) for name in names if (words := tokens(name))}
    if not rarest:
        return keys
    wanted = {fold(name) for name in names}
    spoken = list(languages())  # said, because the index begins with the language
    rows = db.session.execute(_NAMES.where(_word.language.in_(spoken), _word.word.in_(rarest)))
    return keys | {fold(value): competence_id for competence_id, value in rows if fold(value) in wanted}


def _nearly(name: str) -> UUID | None:
    hits = search(name, languages=(MAIN,), limit=1)
    return hits[0].competence.id if hits and hits[0].score >= SURE else None


_competence, _text, _word = Competence.__table__.c, CompetenceText.__table__.c, LabelWord.__table__.c
_NAMES = select(_text.competence_id, _text.value).where(
    _text.field == "name",
    _word.text_id == _text.id,
    _competence.id == _text.competence_id,
    _competence.retired_at.is_(None),
)
