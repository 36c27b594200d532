"""Somebody who reads every number that is told, knows how they are made, and works out what they can.

Each true number is an unknown between bounds; each thing that everybody knows of them is a line of a linear
program: what adds up, who is among whom, that nobody attends more than was held.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor

import highspy

from app.core.disclosure import BASE

TINY = 1e-6
MANY = 10**9
"""More than there can be of anything."""
Key = Hashable
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """`low` ≤ the sum of unknowns by their factors ≤ `high`."""

    factors: Mapping[Key, float]
    low: float = -MANY
    high: float = MANY


@dataclass(slots=True)
class Attacker:
    """`counts` are numbers of people, each told or left out; `true` is what they try to find."""

    bounds: dict[Key, Bounds] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    counts: dict[Key, int | None] = field(default_factory=dict)
    true: dict[Key, float] = field(default_factory=dict)

    def reads(self, key: Key, shown: int | None, true: int) -> Key:
        """A number of people that is told, or that is known to be left out."""
        low, high = (0.0, MANY) if shown is None else (max(shown - BASE + 1, min(shown, 1)), shown + BASE - 1)
        self.counts[key] = shown
        return self.knows(key, low, high, true)

    def knows(self, key: Key, low: float, high: float, true: float) -> Key:
        """An unknown between bounds; known again under the same key, between both."""
        before = self.bounds.get(key, (-MANY, MANY))
        self.bounds[key] = max(before[0], low), min(before[1], high)
        self.true[key] = true
        return key

    def adds_up(self, total: Key, parts: Iterable[Key]) -> None:
        self.lines.append(Line({total: 1, **dict.fromkeys(parts, -1)}, 0, 0))

    def covers(self, total: Key, parts: Iterable[Key]) -> None:
        """Everybody of the total is in some part, perhaps in several; nobody else is."""
        known = list(parts)
        self.lines.append(Line({total: 1, **dict.fromkeys(known, -1)}, high=0))
        for part in known:
            self.is_among(part, total)

    def is_among(self, part: Key, total: Key, times: float = 1) -> None:
        self.lines.append(Line({total: times, part: -1}, low=0))

    def is_wrong(self) -> list[Line]:
        """What they think they know and is not so: a mistake of the test."""
        return [
            each
            for each in self.lines
            if not each.low - TINY
            <= sum(f * self.true[key] for key, f in each.factors.items())
            <= each.high + TINY
        ] + [Line({key: 1}, *of) for key, of in self.bounds.items() if not of[0] <= self.true[key] <= of[1]]

    def passed_on(self) -> dict[Key, Bounds]:
        """Bounds after every line was asked again and again what it says of each of its unknowns."""
        bounds = dict(self.bounds)
        by_key: dict[Key, list[Line]] = {}
        for line in self.lines:
            for key in line.factors:
                by_key.setdefault(key, []).append(line)
        waiting = dict.fromkeys(map(id, self.lines))
        found = {id(line): line for line in self.lines}
        while waiting:
            line = found[next(iter(waiting))]
            del waiting[id(line)]
            for key in _tightened(line, bounds):
                waiting.update(dict.fromkeys(id(one) for one in by_key[key] if one is not line))
        return bounds

    def solved(self, keys: Iterable[Key]) -> dict[Key, Bounds]:
        """The least and the most that each of these can be, by linear programming (HiGHS)."""
        bounds = self.passed_on()
        number = {key: index for index, key in enumerate(bounds)}
        model = highspy.Highs()
        model.silent()
        for low, high in bounds.values():
            model.addVar(low, high)
        for line in self.lines:
            columns = [number[key] for key in line.factors]
            model.addRow(
                line.low if line.low > -MANY else -highspy.kHighsInf,
                line.high if line.high < MANY else highspy.kHighsInf,
                len(columns),
                columns,
                list(line.factors.values()),
            )
        solved = {}
        for key in keys:
            ends: list[float] = []
            for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
                model.changeColCost(number[key], 1.0)
                model.changeObjectiveSense(sense)
                model.run()
                is_optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
                ends.append(
                    model.getInfo().objective_function_value if is_optimal else bounds[key][len(ends)]
                )
                model.changeColCost(number[key], 0.0)
            solved[key] = ends[0], ends[1]
        return solved


def possible(bounds: Bounds) -> int:
    """How many whole numbers lie between the bounds."""
    return floor(bounds[1] + TINY) - ceil(bounds[0] - TINY) + 1


def _tightened(line: Line, bounds: dict[Key, Bounds]) -> list[Key]:
    """The unknowns of a line whose bounds moved by at least a whole person."""
    spans = {key: _span(factor, bounds[key]) for key, factor in line.factors.items() if factor}
    least, most = sum(low for low, _ in spans.values()), sum(high for _, high in spans.values())
    moved = []
    for key, (low, high) in spans.items():
        ends = _span(1 / line.factors[key], (line.low - (most - high), line.high - (least - low)))
        before = bounds[key]
        after = max(before[0], ceil(ends[0] - TINY)), min(before[1], floor(ends[1] + TINY))
        if after != before:
            bounds[key] = after
            moved.append(key)
    return moved


def _span(factor: float, bounds: Bounds) -> Bounds:
    ends = factor * bounds[0], factor * bounds[1]
    return min(ends), max(ends)
