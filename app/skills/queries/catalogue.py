"""Reads of the catalogue: the snapshot, and its search by everyday words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.core.db import db
from app.skills import snapshot
from app.skills.models import Competence, CompetenceText, LabelWord
from app.skills.search import CANDIDATES, Label, Query
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


def search(text: str, *, languages: Sequence[str], limit: int = 10) -> list[Hit]:
    """Competences by everyday words, in several languages at once; two queries whatever is typed."""
    catalogue = snapshot.current()
    spoken = {each: catalogue.vocabularies[each] for each in languages if each in catalogue.vocabularies}
    query = Query(text, spoken)
    lookups = query.lookups()
    labels = candidates(lookups) if lookups else []
    views = catalogue.competences
    matches = query.rank(labels, limit=limit)
    return [Hit(views[match.competence_id], match.score, match.label, match.language) for match in matches]


def candidates(lookups: dict[str, list[str]]) -> list[Label]:
    """The labels that hold one of the words, commonest competences first where there are too many."""
    wanted = [
        and_(LabelWord.language == language, LabelWord.word.in_(words)) for language, words in lookups.items()
    ]
    found = (
        select(
            Competence.id,
            Competence.key,
            Competence.commonness,
            CompetenceText.language,
            CompetenceText.value,
        )
        .join(CompetenceText, CompetenceText.competence_id == Competence.id)
        .join(LabelWord, LabelWord.text_id == CompetenceText.id)
        .where(or_(*wanted))
        .order_by(Competence.commonness.desc(), Competence.id, CompetenceText.id)
        .limit(CANDIDATES * len(lookups))
    )
    return [Label(*row) for row in db.session.execute(found)]
