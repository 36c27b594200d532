"""Choosing: one more, one fewer, or all of them at once. Who may, the operation of the thing has asked."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import inspect

from app.core.db import db
from app.core.errors import NotFound
from app.skills.picker.models import Choosing
from app.skills.queries.catalogue import catalogue


def choose(thing: Choosing, competence_id: UUID) -> bool:
    """Add one; whether it was new. Raises NotFound for one that the catalogue does not offer."""
    return put_competences(thing, [*_ids(thing), competence_id])


def leave_out(thing: Choosing, competence_id: UUID) -> bool:
    """Take one away; whether it was there."""
    return put_competences(thing, [each for each in _ids(thing) if each != competence_id])


def put_competences(thing: Choosing, competence_ids: Iterable[UUID]) -> bool:
    """Make these the thing's competences; whether that changed anything. Raises NotFound as `choose` does."""
    there = {row.competence_id: row for row in thing.competences}
    wanted = dict.fromkeys(competence_ids)
    new = [each for each in wanted if each not in there]
    known = catalogue().several(new)
    if any(each not in known or known[each].is_retired for each in new):
        raise NotFound
    for gone in there.keys() - wanted.keys():
        thing.competences.remove(there[gone])
    kind = inspect(type(thing), raiseerr=True).relationships["competences"].entity.class_
    for each in new:
        thing.competences.append(kind(municipality_id=thing.municipality_id, competence_id=each))
    db.session.flush()
    return wanted.keys() != there.keys()


def _ids(thing: Choosing) -> list[UUID]:
    return [row.competence_id for row in thing.competences]
