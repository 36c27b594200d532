"""Competences that something takes: one more, one fewer, how much of each. Who may, the operation of the
thing has asked.

A thing has `needs`, rows with `competence_id`, `position`, `weight` (1 to 3), `minimum_level` ("" for any)
and `people`; their relationship deletes orphans.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import inspect

from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.skills.queries.catalogue import catalogue
from app.skills.scales import Level

WEIGHTS = range(1, 4)
MOST_PEOPLE = 50
LEVELS = ("", *Level)


class Needing(Protocol):
    municipality_id: UUID
    needs: Any


class TooManyPeople(Conflict):
    """More people are to be able to do something than may take part: `competence_ids`."""

    status = 422

    def __init__(self, competence_ids: Sequence[UUID]) -> None:
        self.competence_ids = competence_ids
        super().__init__(competence_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A competence that it takes: how much it counts (1 to 3), from which level, and of how many people."""

    competence_id: UUID
    weight: int = 2
    minimum_level: str = ""
    people: int = 1


def needs_of(thing: Needing) -> list[Need]:
    """What it takes now, in its order."""
    return [
        Need(
            competence_id=each.competence_id,
            weight=each.weight,
            minimum_level=each.minimum_level,
            people=each.people,
        )
        for each in thing.needs
    ]


def add_need(thing: Needing, competence_id: UUID) -> bool:
    """One more, which matters, at any level, of one person; whether it was new. NotFound for one that the
    catalogue does not offer.
    """
    there = needs_of(thing)
    if any(each.competence_id == competence_id for each in there):
        return False
    return put_needs(thing, [*there, Need(competence_id=competence_id)])


def drop_need(thing: Needing, competence_id: UUID) -> bool:
    """Take one away; whether it was there."""
    return put_needs(thing, [each for each in needs_of(thing) if each.competence_id != competence_id])


def put_needs(thing: Needing, needs: Iterable[Need]) -> bool:
    """Make these what it takes, in this order; whether that changed anything. Raises NotFound for a
    competence that is new and not offered.
    """
    there = {each.competence_id: each for each in thing.needs}
    before, wanted = needs_of(thing), {each.competence_id: each for each in needs}
    new = [each for each in wanted if each not in there]
    known = catalogue().several(new)
    if any(each not in known or known[each].is_retired for each in new):
        raise NotFound
    for gone in there.keys() - wanted.keys():
        thing.needs.remove(there[gone])
    kind = inspect(type(thing), raiseerr=True).relationships["needs"].entity.class_
    for position, each in enumerate(wanted.values()):
        row = there.get(each.competence_id)
        if row is None:
            row = kind(municipality_id=thing.municipality_id, competence_id=each.competence_id)
            thing.needs.append(row)
        row.position, row.weight = position, each.weight
        row.minimum_level, row.people = each.minimum_level, each.people
    db.session.flush()
    return before != list(wanted.values())


def united(kept: Iterable[Need], gone: Iterable[Need]) -> list[Need]:
    """The needs of two that are one: of what both need the greater weight, the higher level, more people."""
    found = {each.competence_id: each for each in kept}
    for each in gone:
        mine = found.get(each.competence_id)
        found[each.competence_id] = each if mine is None else _greater(mine, each)
    return list(found.values())


def _greater(one: Need, other: Need) -> Need:
    return Need(
        competence_id=one.competence_id,
        weight=max(one.weight, other.weight),
        minimum_level=max(one.minimum_level, other.minimum_level, key=LEVELS.index),
        people=max(one.people, other.people),
    )


def demand_seats(needs: Iterable[Need], most: int) -> None:
    """Raise TooManyPeople where something needs more people than may take part."""
    if too_many := [each.competence_id for each in needs if each.people > most]:
        raise TooManyPeople(too_many)
