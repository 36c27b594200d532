"""People as plain data, for whatever looks for those who complete each other: no names, no way to reach them.

Levels are numbers: 0 can do it and has not said how well, 1 with help, 2 alone, 3 can teach it. What
somebody cannot do, or never did, is not among their levels.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

LEVELS: Mapping[str, int] = {"": 0, "with_help": 1, "alone": 2, "teaches": 3}
"""By the value of a Level (skills/scales.py) the number; "" where any level will do, or none was said."""
TEACHES = LEVELS["teaches"]
RATHER_NOT = "no"
"""A value of Wish (skills/scales.py)."""
THERE, ELSEWHERE, FAR = 0, 1, 2


class Said(Protocol):
    """What an entry of a list says; `competence_id` is None for own words nobody found a competence for."""

    @property
    def competence_id(self) -> UUID | None: ...

    @property
    def level(self) -> str | None: ...

    @property
    def wish(self) -> str | None: ...


def levels_said(entries: Iterable[Said]) -> dict[UUID, int]:
    """By competence the level, of the latest entries about what somebody does; not what they would rather
    not do.
    """
    return {
        each.competence_id: LEVELS[each.level or ""]
        for each in entries
        if each.competence_id and each.wish != RATHER_NOT
    }


@dataclass(frozen=True, slots=True)
class Person:
    """`languages` are codes, of which everybody has one at least; `hours` those of people/facts/kinds.toml
    (mornings … sundays), none where nobody asked. `distance_km`: so far they go, as they said.
    """

    id: UUID
    levels: Mapping[UUID, int]
    parish_id: UUID | None = None
    languages: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    has_transport: bool = False
    distance_km: int | None = None

    def can(self, competence_id: UUID, minimum: int = 0) -> bool:
        """Whether they can do it at that level or higher."""
        return self.levels.get(competence_id, -1) >= minimum

    def distance_to(self, parish_id: UUID | None) -> int:
        """How hard it is to come there: THERE, ELSEWHERE with transport of their own, FAR. Nobody keeps
        where parishes lie. Where no parish is meant, everybody is there.
        """
        if parish_id is None or self.parish_id == parish_id:
            return THERE
        return ELSEWHERE if self.has_transport else FAR


@dataclass(frozen=True, slots=True)
class Pool:
    """Those who may be proposed to others, as they were when it was read, by id."""

    people: tuple[Person, ...]

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    def without(self, ids: Collection[UUID]) -> "Pool":
        """The others: who stands in as many proposals as one may, who is a member already."""
        return replace(self, people=tuple(each for each in self.people if each.id not in ids))
