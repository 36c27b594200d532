"""Competences as people write them beside an entry: their names, a line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import MAIN
from app.core.text import fold
from app.skills import queries as skills
from app.skills.snapshot import Catalogue

SURE = 0.8
"""How alike a name must be to be taken for one of the catalogue (app/core/search.py)."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was understood, in the order written, and the words that mean nothing we know."""

    ids: tuple[UUID, ...] = ()
    unknown: tuple[str, ...] = ()


def meant_by(names: Iterable[str]) -> Meant:
    """The competences behind names or keys; slips of the fingers are forgiven."""
    known = _names(skills.catalogue())
    found: dict[UUID, None] = {}
    unknown = []
    for name in filter(None, (each.strip() for each in names)):
        competence_id = known.get(fold(name)) or _nearly(name)
        if competence_id:
            found[competence_id] = None
        else:
            unknown.append(name)
    return Meant(tuple(found), tuple(unknown))


def names_of(ids: Iterable[UUID], language: str = MAIN) -> list[str]:
    """The names of competences, for writing them down again."""
    return sorted(names_by_id(ids, language).values())


def names_by_id(ids: Iterable[UUID], language: str = MAIN) -> dict[UUID, str]:
    """The names of competences, each by its id."""
    catalogue = skills.catalogue()
    views = (catalogue.competence(each) for each in set(ids))
    return {view.id: view.name(language).value for view in views if view}


def _names(catalogue: Catalogue) -> dict[str, UUID]:
    usable = [view for view in catalogue.competences.values() if not view.is_retired]
    return {
        **{fold(name): view.id for view in usable for name in view.names.values()},
        **{fold(view.key): view.id for view in usable},
    }


def _nearly(name: str) -> UUID | None:
    hits = skills.search(name, languages=(MAIN,), limit=1)
    return hits[0].competence.id if hits and hits[0].score >= SURE else None
