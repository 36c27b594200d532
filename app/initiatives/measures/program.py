"""The choice of measures as a mixed-integer program (HiGHS): columns, rows, and one goal after the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from app.initiatives.measures.doors import Door, Key
from app.initiatives.measures.problem import Measure

Row = tuple[float, float, Mapping[int, float]]
INFINITY = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Found:
    """The measures that were chosen, as a set; nothing is worth more than `bound`."""

    chosen: int
    bound: int
    is_proven: bool


class Program:
    """Column `m` is whether measure `m` is chosen, the only whole numbers: whatever hangs on them follows."""

    def __init__(
        self, measures: Sequence[Measure], doors: Sequence[Door], at_most: int, budget: int | None
    ) -> None:
        self.measures = measures
        self.width = len(measures)
        self.rows: list[Row] = []
        self._known: dict[object, int] = {}
        self._add_row(-INFINITY, at_most, dict.fromkeys(range(self.width), 1.0))
        if budget is not None:
            self._add_row(-INFINITY, budget, {m: float(each.cents) for m, each in enumerate(measures)})
        self.opened = [self._add_door(door) for door in doors]
        self.reached = self._add_people(doors)

    def solve(
        self,
        gains: Mapping[int, float],
        *,
        start: int,
        without: int = 0,
        limits: Iterable[Row] = (),
        seconds: float,
    ) -> Found:
        """The choice of which the gains by column add up to most; `start` is one that keeps all limits."""
        solver = highspy.Highs()
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.setOptionValue("time_limit", max(seconds, 0.01))
        solver.passModel(self._model(gains, without, [*self.rows, *limits]))
        count = len(self.measures)
        solver.setSolution(
            count, np.arange(count, dtype=np.int32), np.array([float(start >> m & 1) for m in range(count)])
        )
        solver.run()
        values = solver.getSolution().col_value[:count] if _has_solution(solver) else ()
        chosen = sum(1 << m for m, each in enumerate(values) if each > 0.5) if values else start
        is_proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = solver.getInfo().mip_dual_bound
        most = int(sum(value for value in gains.values() if value > 0))
        return Found(chosen, min(most, int(bound + 1e-4)) if abs(bound) < 1e15 else most, is_proven)

    def _model(self, gains: Mapping[int, float], without: int, rows: Sequence[Row]) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, len(rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = [gains.get(column, 0.0) for column in range(self.width)]
        lp.col_lower_ = [0.0] * self.width
        lp.col_upper_ = [0.0 if without >> column & 1 else 1.0 for column in range(self.width)]
        count = len(self.measures)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger] * count + [kinds.kContinuous] * (self.width - count)
        lp.row_lower_, lp.row_upper_ = [each[0] for each in rows], [each[1] for each in rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row[2]))
        lp.a_matrix_.start_ = starts
        lp.a_matrix_.index_ = [column for row in rows for column in row[2]]
        lp.a_matrix_.value_ = [value for row in rows for value in row[2].values()]
        return lp

    def _add_row(self, lower: float, upper: float, terms: Mapping[int, float]) -> None:
        self.rows.append((lower, upper, terms))

    def _column(self, name: object) -> int:
        self._known[name] = self.width
        self.width += 1
        return self.width - 1

    def _at_most_sum(self, column: int, others: Iterable[int]) -> None:
        """A column that is 0 unless one of the others is 1."""
        self._add_row(-INFINITY, 0, {column: 1.0, **dict.fromkeys(others, -1.0)})

    def _any(self, element: int) -> int:
        """Whether one of a set of measures is chosen."""
        members = [m for m in range(len(self.measures)) if element >> m & 1]
        if len(members) == 1:
            return members[0]
        if element not in self._known:
            self._at_most_sum(self._column(element), members)
        return self._known[element]

    def _all(self, key: Key) -> int:
        """Whether every element of a key is there."""
        parts = sorted(self._any(element) for element in key)
        if len(parts) == 1:
            return parts[0]
        if key not in self._known:
            column = self._column(key)
            for part in parts:
                self._at_most_sum(column, [part])
        return self._known[key]

    def _add_door(self, door: Door) -> int:
        column = self._column(("demand", door.demand.id))
        for lifters in door.lifters:
            self._at_most_sum(column, [self._any(lifters)])
        if frozenset() not in door.keys:
            self._at_most_sum(column, [self._all(key) for key in door.keys])
        return column

    def _add_people(self, doors: Sequence[Door]) -> dict[int, float]:
        """A column for all who are reached through the same demands by the same keys; how many they are."""
        ways: dict[int, int] = {}
        for place, door in enumerate(doors):
            for keys, people in door.people:
                column = self.opened[place] if keys == door.keys else self._add_way(place, keys)
                ways[column] = people
        reached: dict[int, float] = {}
        for columns, count in _groups(ways):
            column = columns[0]
            if len(columns) > 1:
                column = self._column(("people", columns))
                self._at_most_sum(column, columns)
            reached[column] = reached.get(column, 0.0) + count
        return reached

    def _add_way(self, place: int, keys: tuple[Key, ...]) -> int:
        column = self._column(("way", place, keys))
        self._at_most_sum(column, [self.opened[place]])
        self._at_most_sum(column, [self._all(key) for key in keys])
        return column


def _groups(ways: Mapping[int, int]) -> list[tuple[tuple[int, ...], int]]:
    """Of sets of people by column: the columns in which the same people are, and how many those are."""
    width = max((people.bit_length() for people in ways.values()), default=0) // 8 + 1
    if not ways:
        return []
    packed = [np.frombuffer(people.to_bytes(width, "little"), np.uint8) for people in ways.values()]
    is_in = np.unpackbits(np.array(packed), axis=1, bitorder="little").T
    kinds, counts = np.unique(is_in, axis=0, return_counts=True)
    columns = list(ways)
    found = zip(kinds, counts, strict=True)
    return [
        (tuple(columns[place] for place in np.flatnonzero(kind)), int(count))
        for kind, count in found
        if kind.any()
    ]


def _has_solution(solver: highspy.Highs) -> bool:
    return bool(solver.getInfo().primal_solution_status == 2)


_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
}
