"""What is asked of the solver, in plain values: demands, measures and people, and how much may be chosen.

Levels are numbers (pool/people.py), 0 asks for any. Ids of demands and measures are texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.initiatives.pool.people import Person


@dataclass(frozen=True, slots=True)
class Need:
    """`people` members of a team who have a competence at `level` or higher."""

    competence: UUID
    level: int = 0
    people: int = 1


@dataclass(frozen=True, slots=True)
class Demand:
    """Something to be done by a team of `fewest` to `most`; each of its hindrances has to be lifted."""

    id: str
    needs: tuple[Need, ...]
    fewest: int = 1
    most: int = 1
    hindrances: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """Gives its competences at `level` to as many people of a team as it has seats (None: to all of them),
    and lifts hindrances. `cents`: what it costs, all together.
    """

    id: str
    cents: int = 0
    gives: frozenset[UUID] = frozenset()
    level: int = 2
    seats: int | None = None
    lifts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """Which measures, at most so many and under a budget in cents (None: without one), open most."""

    demands: tuple[Demand, ...]
    measures: tuple[Measure, ...]
    people: tuple[Person, ...]
    at_most: int
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """What a choice comes to: so many demands opened, and so many people who could serve one of them."""

    demands: int
    people: int


@dataclass(frozen=True, slots=True)
class Marginal:
    """The best there is without one measure of the answer, and whether that is proven."""

    without: Worth
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A demand that is opened: so many people could serve it, and which of the measures it takes."""

    people: int
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What keeps a demand closed: hindrances that nothing lifts, what too few can do and nothing teaches.
    Neither: no team of its size can do all of it.
    """

    hindrances: tuple[str, ...] = ()
    competences: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`feasible` without any measure; `chosen` and what they open.

    `bound`: nothing is worth more (equal to `worth` where it is proven). `closed`: what not even all measures
    together open. `others`: what other measures would open. `undecided`: too hard to judge in the time; the
    bound counts them as opened.
    """

    feasible: tuple[str, ...]
    chosen: tuple[str, ...]
    opened: Mapping[str, Opened]
    others: tuple[str, ...]
    closed: Mapping[str, Why]
    undecided: tuple[str, ...]
    worth: Worth
    bound: Worth
    marginals: Mapping[str, Marginal]

    @property
    def is_proven(self) -> bool:
        return self.worth == self.bound
