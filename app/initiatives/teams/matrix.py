"""The coverage matrix of a proposed team, read off what is kept of it: needs by people, and what is missing.

`Team.needs` are lists [competence id, weight, minimum level, people, members who can]: members of an
initiative that is to be completed stand in no place of the team and count by their number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from app.initiatives.pool.people import LEVELS
from app.initiatives.teams.models import Team, TeamPlace
from app.initiatives.teams.problem import Row
from app.initiatives.teams.states import COUNTED

WORDS = {number: value for value, number in LEVELS.items()}
"""By the number of a level the value of it; "" where somebody did not say how well."""


@dataclass(frozen=True, slots=True)
class Line:
    """One need: by person the level at which they can do it, and how many of its places nobody covers.
    `able` are those who reach the level asked for.
    """

    competence_id: UUID
    weight: int
    minimum: str
    people: int
    members: int
    levels: Mapping[UUID, str]

    @property
    def able(self) -> frozenset[UUID]:
        least = LEVELS[self.minimum]
        return frozenset(who for who, level in self.levels.items() if LEVELS[level] >= least)

    @property
    def missing(self) -> int:
        return max(0, self.people - self.members - len(self.able))

    def needs(self, participant_id: UUID) -> bool:
        """Whether a place of it would be empty without them."""
        return participant_id in self.able and self.members + len(self.able) <= self.people


@dataclass(frozen=True)
class Matrix:
    """All the needs of a team, in their order."""

    lines: Sequence[Line]

    @cached_property
    def places(self) -> int:
        """How many places the needs have together."""
        return sum(line.people for line in self.lines)

    @cached_property
    def covered(self) -> int:
        return self.places - sum(line.missing for line in self.lines)

    @property
    def gaps(self) -> Sequence[Line]:
        return [line for line in self.lines if line.missing]


def matrix_of(team: Team) -> Matrix:
    """As the team stands now: of those who belong to it."""
    return matrix(team.needs, members_of(team))


def members_of(team: Team) -> Sequence[TeamPlace]:
    """The places whose holders belong to the team."""
    return [place for place in team.places if place.state in COUNTED]


def matrix(needs: Iterable[Sequence[Any]], places: Iterable[TeamPlace]) -> Matrix:
    people = list(places)
    return Matrix([_line(need, people) for need in needs])


def _line(need: Sequence[Any], places: Sequence[TeamPlace]) -> Line:
    key, weight, minimum, people, members = need
    levels = {place.participant_id: place.covers[key] for place in places if key in place.covers}
    return Line(UUID(key), weight, minimum, people, members, levels)


def kept(rows: Iterable[Row], newcomers: Iterable[UUID]) -> list[list[Any]]:
    """The needs of a solution as `Team.needs` holds them."""
    new = frozenset(newcomers)
    return [
        [
            str(row.need.competence_id),
            row.need.weight,
            WORDS[row.need.minimum],
            row.need.people,
            len(row.able.keys() - new),
        ]
        for row in rows
    ]


def covers(levels: Mapping[UUID, int], needs: Iterable[Sequence[Any]]) -> dict[str, str]:
    """What somebody can do of these needs, as `TeamPlace.covers` holds it; below the level asked for too."""
    wanted = {UUID(need[0]) for need in needs}
    return {str(key): WORDS[level] for key, level in levels.items() if key in wanted}
