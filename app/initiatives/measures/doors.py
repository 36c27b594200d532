"""What opens each demand: what has to be taught, by which measures, and which hindrances lifted.

Measures are bits of a number, by their place in the question; so are people. An *element* is a set of
measures of which one is enough, a *key* a set of elements that are all needed: a demand opens with one of its
keys and one measure for each of its hindrances.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.initiatives.measures.crews import Course, Crew, TooHard, is_possible, is_possible_with, smallest_sets
from app.initiatives.measures.problem import Demand, Measure, Need, Question, Why

Key = frozenset[int]
NOBODY, ANYBODY = -1, -2
"""Of no kind in particular; a place is left for whoever it is."""


@dataclass(frozen=True, slots=True)
class Door:
    """A demand: `lifters` by hindrance, its keys, and the people who bring something to it, by their keys."""

    demand: Demand
    lifters: tuple[int, ...]
    keys: tuple[Key, ...]
    people: tuple[tuple[tuple[Key, ...], int], ...] = ()

    def is_open(self, chosen: int) -> bool:
        return all(each & chosen for each in self.lifters) and has_one(self.keys, chosen)

    def who(self, chosen: int) -> int:
        """Those who could stand in a team for it once it is open."""
        found = 0
        for keys, people in self.people:
            if has_one(keys, chosen):
                found |= people
        return found

    @property
    def is_closed(self) -> bool:
        """Whether nothing opens it."""
        return not self.keys or not all(self.lifters)


def has_one(keys: Sequence[Key], chosen: int) -> bool:
    return any(has_all(key, chosen) for key in keys)


def has_all(key: Key, chosen: int) -> bool:
    return all(element & chosen for element in key)


class Doors:
    """Judges the demands of a question, one by one."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.everybody = (1 << len(question.people)) - 1
        needed = {need.competence for demand in question.demands for need in demand.needs}
        rows: dict[UUID, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, person in enumerate(question.people):
            for competence in person.levels.keys() & needed:
                rows[competence][person.levels[competence]].append(row)
        self._at = {
            competence: {level: _as_set(some, len(question.people)) for level, some in levels.items()}
            for competence, levels in rows.items()
        }

    def of(self, demand: Demand, latest: float = float("inf")) -> Door:
        """What opens a demand, if it is judged before an instant of the clock that only goes on; TooHard."""
        if time.monotonic() > latest:
            raise TooHard
        lifters = tuple(self._lifters(each) for each in sorted(demand.hindrances))
        lock = Lock(demand, self)
        if not all(lifters) or not lock.is_enough(lock.everything):
            return Door(demand, lifters, ())
        keys = lock.keys(lock.is_enough)
        return Door(demand, lifters, keys, lock.people(keys))

    def why(self, demand: Demand) -> Why:
        """Which hindrances nothing lifts, and what too few can do and nothing teaches."""
        hindrances = [each for each in sorted(demand.hindrances) if not self._lifters(each)]
        missing = [each.competence for each in demand.needs if not self._is_within_reach(each)]
        return Why(tuple(hindrances), tuple(missing))

    def able(self, need: Need) -> int:
        """Who covers a need, as a set."""
        found = 0
        for level, people in self._at.get(need.competence, {}).items():
            if level >= need.level:
                found |= people
        return found

    def _is_within_reach(self, need: Need) -> bool:
        is_taught = any(teaches(each, need) for each in self.question.measures)
        return is_taught or self.able(need).bit_count() >= need.people

    def _lifters(self, hindrance: str) -> int:
        return _bits(hindrance in each.lifts for each in self.question.measures)


class Lock:
    """One demand and what may be taught for it, while its keys are looked for."""

    def __init__(self, demand: Demand, doors: Doors) -> None:
        self.demand, self.count = demand, len(doors.question.people)
        self.kinds = {0: doors.everybody}
        self.brings = 0
        for bit, need in enumerate(demand.needs):
            self.brings |= doors.able(Need(need.competence))
            self._split(1 << bit, doors.able(need))
        self.supply = {covers: people.bit_count() for covers, people in self.kinds.items()}
        self.elements: list[int] = []
        self.taught: list[int | None] = []
        self.courses: list[Course | None] = []
        self._add_elements(doors.question.measures)
        self.known: dict[tuple[int, int], bool] = {}

    def _split(self, bit: int, able: int) -> None:
        parts = [(covers, people & ~able) for covers, people in self.kinds.items()]
        parts += [(covers | bit, people & able) for covers, people in self.kinds.items()]
        self.kinds = {covers: people for covers, people in parts if people}

    def _add_elements(self, measures: Sequence[Measure]) -> None:
        """A need that can be taught to the whole team; a measure whose seats are too few for that."""
        at = [0] * len(self.demand.needs)
        for place, measure in enumerate(measures):
            taught = _bits(teaches(measure, need) for need in self.demand.needs)
            if not taught or measure.seats == 0:
                continue
            if measure.seats is None or measure.seats >= self.demand.most:
                for bit in range(len(at)):
                    at[bit] |= (taught >> bit & 1) << place
            else:
                self._add(1 << place, None, Course(taught, measure.seats))
        for bit, element in enumerate(at):
            if element:
                self._add(element, bit, None)

    def _add(self, element: int, taught: int | None, course: Course | None) -> None:
        self.elements.append(element)
        self.taught.append(taught)
        self.courses.append(course)

    @property
    def everything(self) -> int:
        return (1 << len(self.elements)) - 1

    def keys(self, is_enough: Callable[[int], bool]) -> tuple[Key, ...]:
        found = smallest_sets(is_enough, len(self.elements))
        return tuple(frozenset(self.elements[bit] for bit in places(each)) for each in found)

    def is_enough(self, given: int) -> bool:
        """Whether a team can do it, given a set of elements."""
        return self._is_known(given, NOBODY)

    def people(self, keys: tuple[Key, ...]) -> tuple[tuple[tuple[Key, ...], int], ...]:
        """Who brings something, by the keys with which they can stand in a team, as sets of people. Where a
        team leaves a place, whoever covers something can take it.
        """
        found: dict[tuple[Key, ...], int] = {}
        has_spare = self.keys(partial(self._is_known, kind=ANYBODY)) == keys
        for covers in sorted(self.kinds):
            if those := self.brings & self.kinds[covers]:
                own = keys if has_spare and covers else self.keys(partial(self._is_known, kind=covers))
                found[own] = found.get(own, 0) | those
        return tuple((own, people) for own, people in found.items() if own)

    def _is_known(self, given: int, kind: int) -> bool:
        """Whether a team can do it, with one of a kind in it: who covers so much, NOBODY, or ANYBODY."""
        if (given, kind) not in self.known:
            self.known[given, kind] = self._judge(given, kind)
        return self.known[given, kind]

    def _judge(self, given: int, kind: int) -> bool:
        chosen = places(given)
        taught = {self.taught[place] for place in chosen}
        courses = tuple(course for place in chosen if (course := self.courses[place]))
        needs = list(enumerate(self.demand.needs))
        fewest = max([self.demand.fewest, *(need.people for bit, need in needs if bit in taught)])
        if fewest > min(self.demand.most, self.count):
            return False
        needed = tuple(0 if bit in taught else need.people for bit, need in needs)
        slots = self.demand.most - (kind == ANYBODY)
        if fewest > slots:
            return False
        crew = Crew(needed, slots, self.supply, courses, fewest, is_taught=bool(taught - {None}))
        return is_possible(crew) if kind < 0 else is_possible_with(crew, kind)


def teaches(measure: Measure, need: Need) -> bool:
    return need.competence in measure.gives and need.level <= measure.level


def places(chosen: int) -> list[int]:
    """The bits of a number."""
    return [place for place in range(chosen.bit_length()) if chosen >> place & 1]


def _bits(answers: Iterable[bool]) -> int:
    return sum(1 << place for place, each in enumerate(answers) if each)


def _as_set(rows: Iterable[int], count: int) -> int:
    found = bytearray(count // 8 + 1)
    for row in rows:
        found[row // 8] |= 1 << row % 8
    return int.from_bytes(found, "little")
