"""What opens each demand: what has to be taught, by which measures, and which hindrances lifted.

Measures are bits of a number, by their place in the question; so are people. An *element* is a set of
measures of which one is enough, a *key* a set of elements that are all needed: a demand opens with one of its
keys and one measure for each of its hindrances.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.initiatives.measures.crews import Course, Crew, TooHard, is_possible, is_possible_with, smallest_sets
from app.initiatives.measures.problem import Demand, Measure, Question

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
    """Judges the demands of a question. `levels` holds for every person and needed competence one more than
    the level, 0 where they cannot do it.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        needed = {need.competence for demand in question.demands for need in demand.needs}
        self.columns = {competence: place for place, competence in enumerate(sorted(needed, key=str))}
        self.levels: NDArray[np.int8] = np.zeros((len(question.people), len(self.columns)), np.int8)
        for row, person in enumerate(question.people):
            for competence, level in person.levels.items():
                if (column := self.columns.get(competence)) is not None:
                    self.levels[row, column] = level + 1

    def of(self, demand: Demand, latest: float) -> Door:
        """What opens a demand, if it is judged before an instant of the clock that only goes on; TooHard."""
        if time.monotonic() > latest:
            raise TooHard
        lifters = tuple(self._lifters(each) for each in sorted(demand.hindrances))
        lock = _Lock(demand, self)
        if not all(lifters) or not lock.is_enough(lock.everything):
            return Door(demand, lifters, ())
        keys = lock.keys(lock.is_enough)
        return Door(demand, lifters, keys, lock.people(keys))

    def _lifters(self, hindrance: str) -> int:
        return _bits(hindrance in each.lifts for each in self.question.measures)


class _Lock:
    """One demand and what may be taught for it, while its keys are looked for."""

    def __init__(self, demand: Demand, doors: Doors) -> None:
        self.demand = demand
        self.covers, self.brings = _covers(demand, doors)
        counted = zip(*np.unique(self.covers, return_counts=True), strict=True)
        self.supply = {int(covers): int(count) for covers, count in counted}
        self.elements: list[int] = []
        self.taught: list[int | None] = []
        self.courses: list[Course | None] = []
        self._add_elements(doors.question.measures)
        self.known: dict[tuple[int, int], bool] = {}

    def _add_elements(self, measures: Sequence[Measure]) -> None:
        """A need that can be taught to as many as it takes; a measure whose seats are too few for that."""
        at = [0] * len(self.demand.needs)
        for place, measure in enumerate(measures):
            teaches = self._teaches(measure)
            people = [need.people for bit, need in enumerate(self.demand.needs) if teaches >> bit & 1]
            if not people or measure.seats == 0:
                continue
            if measure.seats is None or measure.seats >= max(people):
                for bit in range(len(at)):
                    at[bit] |= (teaches >> bit & 1) << place
            else:
                self._add(1 << place, None, Course(teaches, measure.seats))
        for bit, element in enumerate(at):
            if element:
                self._add(element, bit, None)

    def _add(self, element: int, taught: int | None, course: Course | None) -> None:
        self.elements.append(element)
        self.taught.append(taught)
        self.courses.append(course)

    def _teaches(self, measure: Measure) -> int:
        needs = self.demand.needs
        return _bits(each.competence in measure.gives and each.level <= measure.level for each in needs)

    @property
    def everything(self) -> int:
        return (1 << len(self.elements)) - 1

    def keys(self, is_enough: Callable[[int], bool]) -> tuple[Key, ...]:
        found = smallest_sets(is_enough, len(self.elements))
        return tuple(frozenset(self.elements[bit] for bit in _places(each)) for each in found)

    def is_enough(self, given: int) -> bool:
        """Whether a team can do it, given a set of elements."""
        return self._is_known(given, NOBODY)

    def people(self, keys: tuple[Key, ...]) -> tuple[tuple[tuple[Key, ...], int], ...]:
        """Who brings something, by the keys with which they can stand in a team, as sets of people."""
        found: dict[tuple[Key, ...], int] = {}
        has_spare = self.keys(partial(self._is_known, kind=ANYBODY)) == keys
        for covers in sorted(self.supply):
            those = self.brings & (self.covers == covers)
            if those.any():
                own = keys if has_spare else self.keys(partial(self._is_known, kind=covers))
                found[own] = found.get(own, 0) | _as_set(those)
        return tuple((own, people) for own, people in found.items() if own)

    def _is_known(self, given: int, kind: int) -> bool:
        """Whether a team can do it, with one of a kind in it: who covers so much, NOBODY, or ANYBODY."""
        if (given, kind) not in self.known:
            self.known[given, kind] = self._judge(given, kind)
        return self.known[given, kind]

    def _judge(self, given: int, kind: int) -> bool:
        chosen = list(_places(given))
        taught = {self.taught[place] for place in chosen}
        courses = tuple(course for place in chosen if (course := self.courses[place]))
        needs = list(enumerate(self.demand.needs))
        fewest = max([self.demand.fewest, *(need.people for bit, need in needs if bit in taught)])
        if fewest > min(self.demand.most, len(self.covers)):
            return False
        needed = tuple(0 if bit in taught else need.people for bit, need in needs)
        slots = self.demand.most - (kind == ANYBODY)
        crew = Crew(needed, slots, self.supply, courses)
        return is_possible(crew) if kind < 0 else is_possible_with(crew, kind)


def _covers(demand: Demand, doors: Doors) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of each person the needs that they cover, and whether they know anything of what is needed."""
    covers = np.zeros(len(doors.levels), np.int64)
    brings = np.zeros(len(doors.levels), np.bool_)
    for bit, need in enumerate(demand.needs):
        level = doors.levels[:, doors.columns[need.competence]]
        covers |= (level > need.level).astype(np.int64) << bit
        brings |= level > 0
    return covers, brings


def _as_set(rows: NDArray[np.bool_]) -> int:
    return int.from_bytes(np.packbits(rows, bitorder="little").tobytes(), "little")


def _bits(answers: Iterable[bool]) -> int:
    return sum(1 << place for place, each in enumerate(answers) if each)


def _places(chosen: int) -> list[int]:
    return [bit for bit in range(chosen.bit_length()) if chosen >> bit & 1]
