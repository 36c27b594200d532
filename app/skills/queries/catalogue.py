"""Reads of the catalogue: the snapshot, and its search by everyday words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.core.db import db
from app.core.search import CANDIDATES, Label, Query
from app.skills import snapshot
from app.skills.models import Competence, CompetenceText, LabelWord
from app.skills.snapshot import Catalogue, CompetenceView


@dataclass(frozen=True, slots=True)
class Hit:
    """A competence found; `label` in `language` is the text that answered, `score` 0–1."""

    competence: CompetenceView
    score: float
    label: str
    language: str


def catalogue() -> Catalogue:
    """The competences and contexts; costs one tiny query."""
    return snapshot.current()


def catalogue_at(digest: str) -> Catalogue:
    """The same for whoever has read the version's digest already."""
    return snapshot.at(digest)


def search(text: str, *, languages: Sequence[str], limit: int = 10) -> list[Hit]:
    """Competences by everyday words, in several languages at once; two queries whatever is typed."""
    catalogue = snapshot.current()
    spoken = {each: catalogue.vocabularies[each] for each in languages if each in catalogue.vocabularies}
    query = Query(text, spoken)
    lookups = query.lookups()
    labels = candidates(catalogue, lookups) if lookups else []
    views = catalogue.competences
    matches = query.rank(labels, limit=limit)
    return [Hit(views[match.subject_id], match.score, match.label, match.language) for match in matches]


def candidates(catalogue: Catalogue, lookups: dict[str, list[str]]) -> list[Label]:
    """The labels that hold one of the words, commonest competences first where there are too many."""
    wanted = [and_(_word.language == language, _word.word.in_(words)) for language, words in lookups.items()]
    found = _LABELS.where(or_(*wanted)).limit(CANDIDATES * len(lookups))
    views = catalogue.keys
    return [
        Label(views[key].id, key, views[key].commonness, language, value)
        for key, language, value in db.session.execute(found)
        if key in views
    ]


# Of the tables, not the classes: some hundred labels are read for each key that is typed.
_competence, _text, _word = Competence.__table__.c, CompetenceText.__table__.c, LabelWord.__table__.c
_LABELS = (
    select(_competence.key, _text.language, _text.value)
    .where(_text.competence_id == _competence.id, _word.text_id == _text.id)
    .order_by(_competence.commonness.desc(), _competence.id, _text.id)
)
