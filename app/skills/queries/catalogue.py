"""Reads of the catalogue: the snapshot, and its search by everyday words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.core.db import db
from app.core.search import CANDIDATES, Label, Query
from app.skills import snapshot
from app.skills.models.catalogue import Competence, CompetenceText, LabelWord
from app.skills.snapshot import Catalogue, CompetenceView


@dataclass(frozen=True, slots=True)
class Hit:
    """A competence found; `label` in `language` is the text that answered, `score` 0–1."""

    competence: CompetenceView
    score: float
    label: str
    language: str


def catalogue() -> Catalogue:
    """The cards and contexts, and the way to other competences; costs one tiny query."""
    return snapshot.current()


def catalogue_for(ids: Iterable[UUID | None]) -> Catalogue:
    """The same for a page that lists these competences: those without a card are read together."""
    known = snapshot.current()
    known.several(ids)
    return known


def catalogue_at(digest: str) -> Catalogue:
    """The same for whoever has read the version's digest already."""
    return snapshot.at(digest)


def search(text: str, *, languages: Sequence[str], limit: int = 10) -> list[Hit]:
    """Competences by everyday words, in several languages at once; three queries at most."""
    catalogue = snapshot.current()
    query = Query(text, {each: words for each in languages if (words := catalogue.vocabulary(each))})
    lookups = query.lookups()
    matches = query.rank(candidates(lookups) if lookups else [], limit=limit)
    views = catalogue.several(match.subject_id for match in matches)
    return [Hit(views[match.subject_id], match.score, match.label, match.language) for match in matches]


def candidates(lookups: dict[str, list[str]]) -> list[Label]:
    """The labels that hold one of the words, commonest competences first where there are too many."""
    wanted = [and_(_word.language == language, _word.word.in_(words)) for language, words in lookups.items()]
    found = _LABELS.where(or_(*wanted)).limit(CANDIDATES * len(lookups))
    return [Label(*row) for row in db.session.execute(found)]


# Of the tables, not the classes: some hundred labels are read for each key that is typed.
_competence, _text, _word = Competence.__table__.c, CompetenceText.__table__.c, LabelWord.__table__.c
_LABELS = (
    select(_competence.id, _competence.key, _competence.commonness, _text.language, _text.value)
    .where(_text.competence_id == _competence.id, _word.text_id == _text.id)
    .order_by(_competence.commonness.desc(), _competence.id, _text.id)
)
