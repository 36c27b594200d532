"""Whole-number programs for HiGHS, which takes 40 MB: it is imported when one is to be solved, and
app/initiatives/teams/apart.py does that in a process of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

INFINITE = float("inf")


@dataclass(slots=True)
class Row:
    """lower ≤ the sum of factors times columns ≤ upper."""

    factors: Mapping[int, float]
    lower: float = -INFINITE
    upper: float = INFINITE


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` by column, None where there is no solution or none was found; no solution is above `bound`."""

    values: Sequence[float] | None
    bound: float
    is_proven: bool


@dataclass(slots=True)
class Model:
    """Columns with bounds 0 and `upper`, and rows; maximised or minimised as often as one likes."""

    uppers: list[float] = field(default_factory=list)
    wholes: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, upper: float, *, is_whole: bool = True) -> int:
        self.uppers.append(upper)
        self.wholes.append(is_whole)
        return len(self.uppers) - 1

    def maximise(
        self, aim: Mapping[int, float], seconds: float, start: Sequence[float] | None = None
    ) -> Answer:
        """The best values for whole-numbered aims, within so many seconds; `start` is a solution known."""
        import highspy  # 40 MB, only here

        solver = highspy.Highs()
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.setOptionValue("time_limit", max(seconds, 0.0))
        solver.passModel(self._lp(highspy, aim))
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = list(start)
            solver.setSolution(known)
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        has_values = info.primal_solution_status == 2  # feasible
        values = solver.getSolution().col_value if has_values else None
        is_proven = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        bound = sum(max(factor, 0.0) * self.uppers[column] for column, factor in aim.items())
        return Answer(values, min(bound, info.mip_dual_bound), is_proven)

    def _lp(self, highspy: Any, aim: Mapping[int, float]) -> Any:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.uppers), len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = [aim.get(place, 0.0) for place in range(len(self.uppers))]
        lp.col_lower_ = [0.0] * len(self.uppers)
        lp.col_upper_ = self.uppers
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if each else real for each in self.wholes]
        lp.row_lower_ = [row.lower for row in self.rows]
        lp.row_upper_ = [row.upper for row in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, index, value = [0], list[int](), list[float]()
        for row in self.rows:
            index += row.factors.keys()
            value += row.factors.values()
            starts.append(len(index))
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
        return lp


_OPTIONS: Mapping[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,
}
"""One thread and one seed: same problem, same answer. Aims are whole numbers: less than 1 apart is equal."""
