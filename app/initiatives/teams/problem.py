"""What is asked when a team is looked for, and what was found. Plain data: no table, no web, no solver.

What makes one team better than another, in this order (`Score`): the weighted places that it covers; how far
its members are above the levels asked for; fewer people; shorter ways; fewer who were proposed before; and
last a rotation of the opportunity's own, so that among equals not always the same come first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from app.initiatives.pool.people import Person

ANY = "any"
"""A language that all share, whichever it is."""
MOST = 12
"""So many people a team may have at most: a larger one is not a team but an organisation."""


@dataclass(frozen=True, slots=True)
class Need:
    """A competence that it takes: `people` of the team at `minimum` (a level of pool/people.py) or higher.
    `weight` 1 to 3: how much each of these places counts.
    """

    competence_id: UUID
    weight: int = 2
    minimum: int = 0
    people: int = 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a team must be like. `fewest` and `most` people, members that are there already among them.

    `must` and `must_not` name people; each of `together` is all in it or none of it, of each of `apart` at
    most one is. `parishes`: where members live, anywhere if empty. Who lives in another parish than that of
    the opportunity must have a transport of their own (`has_transport`), or go so far (`kilometres`, 0 for
    no matter). `language`: a code that all speak, ANY for one they share. `hours`: so many times of the
    week at least in which all can; who did not say when they can shares none.
    """

    fewest: int = 1
    most: int = 5
    must: frozenset[UUID] = frozenset()
    must_not: frozenset[UUID] = frozenset()
    together: tuple[frozenset[UUID], ...] = ()
    apart: tuple[frozenset[UUID], ...] = ()
    parishes: frozenset[UUID] = frozenset()
    has_transport: bool = False
    kilometres: int = 0
    language: str = ""
    hours: int = 0

    @property
    def named(self) -> frozenset[UUID]:
        """Everybody who is named in a wish."""
        return self.must | self.must_not | frozenset().union(*self.together, *self.apart)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is looked for among whom. `key` is the opportunity's or initiative's id, which the rotation hangs
    on; `parish_id` where it is; `members` who belong to it already (they need not be among `people`);
    `proposed` who was ever proposed. The best `teams` are wanted, each of which has `differ` people at
    least who are not in a better one.
    """

    key: UUID
    needs: tuple[Need, ...]
    people: tuple[Person, ...]
    wishes: Wishes = Wishes()
    members: tuple[Person, ...] = ()
    parish_id: UUID | None = None
    proposed: frozenset[UUID] = frozenset()
    teams: int = 1
    differ: int = 1

    def rotation(self, person_id: UUID) -> int:
        """A number from 0 to 65,535 that says who comes first here and nothing else; elsewhere others do."""
        keyed = blake2b(person_id.bytes, key=self.key.bytes, digest_size=2)
        return int.from_bytes(keyed.digest())


class Score(NamedTuple):
    """What teams are compared by, the first difference deciding. More is better of `coverage` and `beyond`,
    less of the others.
    """

    coverage: int
    """Of each need its weight times its covered places."""
    beyond: int
    """Steps above the minimum, summed over the covered places, each by the best who can."""
    people: int
    distance: int
    proposed: int
    rotation: int

    @property
    def rank(self) -> tuple[int, ...]:
        """Smaller for a better one."""
        return (-self.coverage, -self.beyond, *self[2:])


@dataclass(frozen=True, slots=True)
class Row:
    """A need and who of a team answers it: by person their level, the best first, then by the rotation.
    The first `need.people` of them count; `missing` so many places nobody covers.
    """

    need: Need
    able: Mapping[UUID, int]
    missing: int


@dataclass(frozen=True, slots=True)
class Team:
    """People who were put together, newcomers by what only they bring first; members are not among them."""

    people: tuple[UUID, ...]
    score: Score
    rows: tuple[Row, ...]

    @property
    def missing(self) -> tuple[Row, ...]:
        """The needs that stay uncovered, whole or in part."""
        return tuple(row for row in self.rows if row.missing)

    def covers(self, person_id: UUID) -> Mapping[UUID, int]:
        """What they can do of it: by competence their level."""
        return {row.need.competence_id: row.able[person_id] for row in self.rows if person_id in row.able}


class Result(StrEnum):
    """As app/initiatives/teams/models.py: SearchResult."""

    PROVEN = "proven"
    GAP = "gap"
    NOBODY = "nobody"
    CONFLICT = "conflict"


class WishKind(StrEnum):
    FEWEST = "fewest"
    MOST = "most"
    MUST = "must"
    MUST_NOT = "must_not"
    TOGETHER = "together"
    APART = "apart"
    PARISHES = "parishes"
    TRANSPORT = "transport"
    KILOMETRES = "kilometres"
    LANGUAGE = "language"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Wish:
    """One of the wishes, to be said in words; `people` are those whom it names."""

    kind: WishKind
    people: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """Time was up before it was proven that nothing is better. `part` is the first one of the score that
    could be (a field of Score), `found` what it is of the best team found, `bound` what it could be at most
    (of people, distance and so on: at least).
    """

    part: str
    found: int
    bound: int

    @property
    def thousandths(self) -> int:
        """How much of `bound` is missing, rounded up so that a gap is never 0."""
        return -(-1000 * abs(self.bound - self.found) // max(abs(self.bound), abs(self.found), 1))


@dataclass(frozen=True, slots=True)
class Solution:
    """The best teams, the best first: none if `result` is NOBODY or CONFLICT. `gap`: of the first team that
    is not proven. `conflict`: the smallest set of wishes that exclude each other. `considered`: so many
    people can do any of it and fit what is wished of each.
    """

    result: Result
    teams: tuple[Team, ...] = ()
    gap: Gap | None = None
    conflict: tuple[Wish, ...] = ()
    considered: int = 0
