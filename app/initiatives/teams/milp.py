"""Whole-number programs for HiGHS, which takes 40 MB: it is imported when one is to be solved, and
app/initiatives/teams/apart.py does that in a process of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Row:
    """lower ≤ the sum of factors times columns ≤ upper."""

    factors: Mapping[int, int]
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` by column, None where there is no solution or none was found; no solution is above `bound`.

    `costs`, where fractions were allowed: no solution that has a column is above the bound and its cost.
    """

    values: Sequence[float] | None
    bound: float
    is_proven: bool
    costs: Sequence[float] = ()


@dataclass(slots=True)
class Model:
    """Columns from 0 to `uppers`, of which the first `wholes` are whole numbers, and rows."""

    uppers: list[int]
    rows: list[Row] = field(default_factory=list)
    wholes: int = field(init=False)

    def __post_init__(self) -> None:
        self.wholes = len(self.uppers)

    def add(self, upper: int) -> int:
        """A column that may be a fraction."""
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def maximise(
        self, aim: Mapping[int, int], seconds: float, start: Sequence[float] | None = None
    ) -> Answer:
        """The best values, within so many seconds; `start` is a solution that is known."""
        return self._run(aim, seconds, start=start)

    def relax(self, aim: Mapping[int, int], seconds: float) -> Answer:
        """The same with fractions of people: quick, and what it gives bounds the true one."""
        return self._run(aim, seconds, is_whole=False)

    def _run(
        self,
        aim: Mapping[int, int],
        seconds: float,
        *,
        start: Sequence[float] | None = None,
        is_whole: bool = True,
    ) -> Answer:
        import highspy  # 40 MB, only here

        solver = highspy.Highs()
        solver.silent()
        for name, value in {**_OPTIONS, "time_limit": max(seconds, 0.0)}.items():
            solver.setOptionValue(name, value)
        if solver.passModel(self._lp(highspy, aim, is_whole=is_whole)) != highspy.HighsStatus.kOk:
            raise ValueError("not a program")
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = list(start)
            solver.setSolution(known)
        solver.run()
        status, info, found = solver.getModelStatus(), solver.getInfo(), solver.getSolution()
        is_optimal = status == highspy.HighsModelStatus.kOptimal
        values = found.col_value if info.primal_solution_status == FEASIBLE else None
        trivial = sum(max(factor, 0) * self.uppers[column] for column, factor in aim.items())
        bound = info.mip_dual_bound if is_whole else info.objective_function_value
        return Answer(
            values,
            min(trivial, bound) if is_whole or is_optimal else trivial,
            is_optimal or status == highspy.HighsModelStatus.kInfeasible,
            found.col_dual if is_optimal and not is_whole else (),
        )

    def _lp(self, highspy: Any, aim: Mapping[int, int], *, is_whole: bool) -> Any:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.uppers), len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = [aim.get(place, 0) for place in range(len(self.uppers))]
        lp.col_lower_ = [0] * len(self.uppers)
        lp.col_upper_ = self.uppers
        if is_whole:
            whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
            lp.integrality_ = [whole] * self.wholes + [real] * (len(self.uppers) - self.wholes)
        lp.row_lower_ = [row.lower for row in self.rows]
        lp.row_upper_ = [row.upper for row in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, index, value = [0], list[int](), list[int]()
        for row in self.rows:
            index += row.factors.keys()
            value += row.factors.values()
            starts.append(len(index))
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
        return lp


FEASIBLE = 2
"""HiGHS: kSolutionStatusFeasible."""
_OPTIONS: Mapping[str, Any] = {
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,
}
"""One thread and one seed: same problem, same answer. Aims are whole numbers: less than 1 apart is equal."""
