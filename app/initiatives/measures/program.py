"""The choice of measures as a whole-number program: what follows from it, and one aim after the other.

Only whether a measure is chosen is a whole number: everything else can be no more than what it hangs on, and
is aimed at, so that it is whole as well.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

import numpy as np

from app.initiatives.measures.doors import Door, Key, has_all, has_one
from app.initiatives.measures.problem import Measure
from app.initiatives.teams.milp import Model, Row

Aim = Mapping[int, int]
"""By column its factor."""


@dataclass(frozen=True, slots=True)
class Found:
    """The measures that were chosen, as a set; the aim comes to no more than `bound`."""

    chosen: int
    bound: int


class Program:
    """The first columns are the measures; `opened` are the demands, `reached` how many people by column."""

    def __init__(
        self, measures: Sequence[Measure], doors: Sequence[Door], at_most: int, budget: int | None
    ) -> None:
        self.count = len(measures)
        self.model = Model([1] * self.count)
        self.means: list[Callable[[int], bool]] = [partial(_has, 1 << place) for place in range(self.count)]
        self.groups: list[tuple[int, ...]] = []
        self.known: dict[int | Key, int] = {}
        self._add_limit(dict.fromkeys(range(self.count), 1), at_most)
        if budget is not None:
            self._add_limit({place: each.cents for place, each in enumerate(measures)}, budget)
        self.opened = {self._add_door(door): 1 for door in doors}
        self.reached = self._add_people(doors)

    def solve(
        self, aim: Aim, *, start: int, without: int = 0, limits: Iterable[Row] = (), seconds: float
    ) -> Found:
        """The best choice for an aim, without some measures; `start` is one within all limits."""
        rows, uppers = self.model.rows, self.model.uppers
        self.model.rows = [*rows, *limits]
        self.model.uppers = [int(not without >> place & 1) for place in range(len(uppers))]
        answer = self.model.maximise(aim, seconds, self._values(start))
        self.model.rows, self.model.uppers = rows, uppers
        values = enumerate(answer.values[: self.count] if answer.values else ())
        chosen = sum(1 << place for place, each in values if each > 0.5)
        return Found(chosen, int(answer.bound + 1e-4))

    def _values(self, chosen: int) -> list[float]:
        """Every column, as it follows from a choice."""
        values = [float(mean(chosen)) for mean in self.means]
        return values + [max(values[column] for column in columns) for columns in self.groups]

    def _add(self, mean: Callable[[int], bool]) -> int:
        self.means.append(mean)
        return self.model.add(1)

    def _add_limit(self, factors: Aim, most: int) -> None:
        self.model.rows.append(Row(factors, -inf, most))

    def _hangs_on(self, column: int, others: Iterable[int]) -> None:
        """No more than the sum of the others."""
        self._add_limit({column: 1, **dict.fromkeys(others, -1)}, 0)

    def _any(self, element: int) -> int:
        """Whether one of a set of measures is chosen."""
        members = [measure for measure in range(self.count) if element >> measure & 1]
        if len(members) == 1:
            return members[0]
        if element not in self.known:
            self.known[element] = self._add(partial(_has, element))
            self._hangs_on(self.known[element], members)
        return self.known[element]

    def _all(self, key: Key) -> int:
        """Whether every element of a key is there."""
        parts = sorted(self._any(element) for element in key)
        if len(parts) == 1:
            return parts[0]
        if key not in self.known:
            self.known[key] = self._add(partial(has_all, key))
            for part in parts:
                self._hangs_on(self.known[key], [part])
        return self.known[key]

    def _add_door(self, door: Door) -> int:
        column = self._add(door.is_open)
        for lifters in door.lifters:
            self._hangs_on(column, [self._any(lifters)])
        self._hang_on_keys(column, door.keys)
        return column

    def _hang_on_keys(self, column: int, keys: Sequence[Key]) -> None:
        if frozenset() not in keys:
            self._hangs_on(column, [self._all(key) for key in keys])

    def _add_people(self, doors: Sequence[Door]) -> dict[int, int]:
        """A column for all who are reached by the same demands and keys; how many they are."""
        ways: dict[int, int] = {}
        for opened, door in zip(self.opened, doors, strict=True):
            for keys, people in door.people:
                column = opened if keys == door.keys else self._add_way(opened, door, keys)
                ways[column] = people
        reached: dict[int, int] = {}
        for columns, count in _alike(ways):
            column = columns[0]
            if len(columns) > 1:
                self.groups.append(columns)
                column = self.model.add(1)
                self._hangs_on(column, columns)
            reached[column] = reached.get(column, 0) + count
        return reached

    def _add_way(self, opened: int, door: Door, keys: tuple[Key, ...]) -> int:
        column = self._add(lambda chosen: door.is_open(chosen) and has_one(keys, chosen))
        self._hangs_on(column, [opened])
        self._hang_on_keys(column, keys)
        return column


def _has(element: int, chosen: int) -> bool:
    return bool(element & chosen)


def _alike(ways: Mapping[int, int]) -> list[tuple[tuple[int, ...], int]]:
    """Of sets of people by column: in which columns the same people are, and how many those are."""
    if not ways:
        return []
    width = max(people.bit_length() for people in ways.values()) // 8 + 1
    sets = [np.frombuffer(people.to_bytes(width, "little"), np.uint8) for people in ways.values()]
    is_in = np.unpackbits(np.array(sets), axis=1, bitorder="little").T
    columns = np.array(list(ways))
    kinds = zip(*np.unique(is_in, axis=0, return_counts=True), strict=True)
    return [(tuple(columns[kind > 0].tolist()), int(count)) for kind, count in kinds if kind.any()]
