"""Which opportunities are feasible with the people there are, and which would be with one more thing.

Feasible is what a team within its sizes could do, covering every need at its level with as many people as it
asks for. With one more course: if somebody learnt one of the competences. With one more person: if somebody
came who can do one of them, and takes a place in the team. Each opportunity is judged for itself: a person
may be needed by several.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor
from time import monotonic
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams.milp import Model, Row
from app.initiatives.teams.problem import Need
from app.initiatives.teams.reduction import undominated

EPSILON = 1e-4
EACH = 2.0
"""Seconds after which what is known of one has to do."""


class Reach(StrEnum):
    """The nearest first."""

    NOW = "now"
    COURSE = "course"
    PERSON = "person"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Demand:
    """What an opportunity takes, and between how many people."""

    id: UUID
    needs: tuple[Need, ...]
    fewest: int = 1
    most: int = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How near a demand is: `places` it has, `missing` that no team can cover beside the others. `by_course`
    and `by_person`: the competences of which one would do, `by_course` only what is taught.
    """

    demand_id: UUID
    reach: Reach
    places: int
    missing: int
    by_course: tuple[UUID, ...] = ()
    by_person: tuple[UUID, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, UUID]:
        """Smaller for a nearer one; of equals, for one that several things would open."""
        ways = len(self.by_course) + len(self.by_person)
        return [*Reach].index(self.reach), self.missing, -ways, self.demand_id


def rank(
    demands: Sequence[Demand],
    people: Iterable[Person],
    *,
    taught: Collection[UUID] = (),
    seconds: float = 60,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Standing, ...]:
    """The demands, the nearest first. `taught`: the competences that a course leads to.

    Beyond `seconds` the others are judged by what is seen at once, which may call them farther than they are.
    """
    able = _Able(people)
    ends_at = monotonic() + seconds
    found = []
    for number, demand in enumerate(demands, start=1):
        judged = _Judged(demand, able, min(EACH, ends_at - monotonic()))
        found.append(judged.standing(taught))
        if progress:
            progress(number, len(demands))
    return tuple(sorted(found, key=lambda each: each.rank))


class _Able:
    """Who can do what, read by competence."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_competence: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
        self.number = 0
        for person in people:
            self.number += 1
            for competence_id, level in person.levels.items():
                self.by_competence[competence_id].append((self.number, level))

    def of(self, needs: Sequence[Need]) -> Counter[int]:
        """How many people can do which of the needs: by the bits of their places."""
        marks: dict[int, int] = defaultdict(int)
        for place, need in enumerate(needs):
            for number, level in self.by_competence.get(need.competence_id, ()):
                if level >= need.minimum:
                    marks[number] |= 1 << place
        return Counter(marks.values())


class _Judged:
    """A demand, and the groups of those who can do the same of it."""

    def __init__(self, demand: Demand, able: _Able, seconds: float) -> None:
        self.demand, self.seconds = demand, seconds
        self.wanted = [need.people for need in demand.needs]
        found = able.of(demand.needs)
        self.able = found.total()
        self.has_others = able.number > self.able
        order = sorted(found, key=lambda marks: (-marks.bit_count(), marks))
        most = [min(found[marks], demand.most) for marks in order]
        kept = undominated(order, most, demand.most)
        self.groups = [(order[place], most[place]) for place in kept]

    def standing(self, taught: Collection[UUID]) -> Standing:
        demand, places = self.demand, sum(self.wanted)
        missing = places - self._covered(self.wanted, demand.most)
        if not missing and self._is_enough(0):
            return Standing(demand.id, Reach.NOW, places, 0)
        opening = [place for place in range(len(self.wanted)) if missing <= 1]
        by_course = self._ids(
            place for place in opening if demand.needs[place].competence_id in taught and self._learns(place)
        )
        by_person = self._ids(place for place in opening if self._comes(place))
        reach = Reach.COURSE if by_course else Reach.PERSON if by_person else Reach.FAR
        return Standing(demand.id, reach, places, missing, by_course, by_person)

    def _ids(self, places: Iterable[int]) -> tuple[UUID, ...]:
        return tuple(self.demand.needs[place].competence_id for place in places)

    def _is_enough(self, more: int) -> bool:
        """Whether there are people for the smallest team."""
        return self.able + more >= self.demand.fewest

    def _learns(self, place: int) -> bool:
        """Whether it is feasible once somebody there is has learnt to do this: of a team without them, or of
        one to which they come, somebody cannot do it yet, else there would be nothing to learn.
        """
        fits = self.wanted[place] <= self.demand.most and self._is_enough(int(self.has_others))
        return fits and self._covers_all_but(place, self.demand.most)

    def _comes(self, place: int) -> bool:
        """Whether it is feasible once somebody comes who can do this."""
        return self._is_enough(1) and self._covers_all_but(place, self.demand.most - 1)

    def _covers_all_but(self, place: int, most: int) -> bool:
        wanted = [number - (each == place) for each, number in enumerate(self.wanted)]
        return self._covered(wanted, most) == sum(wanted)

    def _covered(self, wanted: Sequence[int], most: int) -> int:
        """The most places that a team of so many covers."""
        counts = [
            sum(number for marks, number in self.groups if marks >> bit & 1) for bit in range(len(wanted))
        ]
        possible = sum(map(min, wanted, counts))
        guessed = self._guessed(wanted, most)
        return guessed if guessed == possible else self._solved(wanted, most, guessed)

    def _guessed(self, wanted: Sequence[int], most: int) -> int:
        """By whoever adds most, one after the other."""
        left, free = [*wanted], [number for _marks, number in self.groups]
        for _ in range(most):
            open_places = sum(1 << bit for bit, number in enumerate(left) if number)
            gains = [
                (marks & open_places).bit_count() if number else 0
                for (marks, _), number in zip(self.groups, free, strict=True)
            ]
            if not any(gains):
                break
            best = gains.index(max(gains))
            free[best] -= 1
            taken = self.groups[best][0] & open_places
            left = [number - (taken >> bit & 1) for bit, number in enumerate(left)]
        return sum(wanted) - sum(left)

    def _solved(self, wanted: Sequence[int], most: int, guessed: int) -> int:
        """By a whole-number program; what was guessed where time is up."""
        model = Model([number for _marks, number in self.groups])
        model.rows.append(Row(dict.fromkeys(range(len(self.groups)), 1), 0, most))
        aim = {}
        for bit, number in enumerate(wanted):
            aim[column := model.add(number)] = 1
            having = {place: 1 for place, (marks, _) in enumerate(self.groups) if marks >> bit & 1}
            model.rows.append(Row({column: -1, **having}, 0, float("inf")))
        if floor(model.relax(aim, self.seconds).bound + EPSILON) <= guessed:
            return guessed
        answer = model.maximise(aim, self.seconds)
        found = 0 if answer.values is None else round(sum(answer.values[column] for column in aim))
        return max(guessed, found)
