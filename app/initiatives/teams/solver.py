"""The best teams by whole-number programming (HiGHS), proven, or with what a better one could come to.

The parts of the score are aimed at in three steps, each holding what those before reached: coverage; steps
above the minimum and as few people as make them; distance, proposals before and rotation. The first two read
only what people can do, so that people who are alike are one column (`reduction.alike`); the third reads who
they are (`reduction.apart`).
"""

from collections.abc import Callable, Sequence
from math import ceil, floor
from time import monotonic
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams import conflicts
from app.initiatives.teams.coverage import cover_with
from app.initiatives.teams.problem import Gap, Problem, Result, Score, Solution, Team
from app.initiatives.teams.program import Aim, Program
from app.initiatives.teams.reduction import Alike, Marks, alike, apart

Progress = Callable[[int, int], object]
"""Told how many of how many teams are found."""


def solve(problem: Problem, *, seconds: float, progress: Progress | None = None) -> Solution:
    """The best teams of a problem, within so many seconds or little more.

    Same problem, same answer, as far as it is proven: where time was up, a faster machine finds more.
    """
    ends_at = monotonic() + seconds
    if not conflicts.able(problem):
        return Solution(Result.NOBODY)
    people = conflicts.eligible(problem)
    if conflict := conflicts.find(problem):
        return Solution(Result.CONFLICT, conflict=conflict, considered=len(people))
    teams: list[Team] = []
    gap: Gap | None = None
    while len(teams) < problem.teams and not gap:
        team, gap = _Search(problem, people, teams, ends_at).run()
        if team is None:
            break
        teams.append(team)
        if progress:
            progress(len(teams), problem.teams)
    return Solution(Result.GAP if gap else Result.PROVEN, tuple(teams), gap, considered=len(people))


class _Search:
    """For the best team that differs from the `better` ones: `team` is the best found, once one is."""

    def __init__(
        self, problem: Problem, people: Sequence[Person], better: Sequence[Team], ends_at: float
    ) -> None:
        self.problem, self.people, self.better, self.ends_at = problem, people, better, ends_at
        self.marks = Marks(problem, people)
        self.places = problem.wishes.most - len(problem.members)
        self.newcomers: list[Person] | None = None
        self.gap: Gap | None = None

    def run(self) -> tuple[Team | None, Gap | None]:
        """The best team, None where there is no other; and by how much it may be missed."""
        named = self.problem.wishes.named.union(*(team.people for team in self.better))
        program = self._program(alike(self.marks, self.people, named, self.places))
        if self._aim(program, program.coverage, self._coverage_gap):
            program.hold(program.coverage, self.score.coverage)
            if self._aim(program, self._skills(program), self._skills_gap):
                self._choose_among_equals(named)
        team = None if self.newcomers is None else cover_with(self.problem, self.newcomers)
        return team, self.gap

    def _choose_among_equals(self, named: frozenset[UUID]) -> None:
        """Of all teams as good so far, the one whose people have least against them."""
        score = self.score
        named = named.union(each.id for each in self.newcomers or ())
        program = self._program(apart(self.marks, self.people, named, self.places))
        program.hold(program.coverage, score.coverage)
        program.hold(program.beyond, score.beyond)
        program.hold(negative(program.size), len(self.problem.members) - score.people)
        against = {
            column: -joined(self.marks.against(group.people[0]))
            for column, group in zip(program.columns, program.groups, strict=True)
        }
        self._aim(program, against, self._equals_gap)

    @property
    def score(self) -> Score:
        assert self.newcomers is not None
        return cover_with(self.problem, self.newcomers).score

    def _program(self, groups: Sequence[Alike]) -> Program:
        return Program(self.problem, self.marks, groups, self.better)

    def _skills(self, program: Program) -> Aim:
        """Steps above the minimum, and of as many steps the fewest people."""
        factor = self.places + 1
        return {**dict.fromkeys(program.beyond, factor), **negative(program.size)}

    def _aim(self, program: Program, aim: Aim, gap: Callable[[float], Gap]) -> bool:
        """Whether it is proven that nothing is better by this aim, or that there is no team at all."""
        start = None if self.newcomers is None else program.values_of(self.newcomers)
        answer = program.model.maximise(aim, self.ends_at - monotonic(), start)
        if answer.values is not None:
            self.newcomers = program.team_of(answer.values)
        if not answer.is_proven:
            self.gap = gap(answer.bound)
        return answer.is_proven and self.newcomers is not None

    def _coverage_gap(self, bound: float) -> Gap:
        found = 0 if self.newcomers is None else self.score.coverage
        return Gap("coverage", found, floor(bound + EPSILON))

    def _skills_gap(self, bound: float) -> Gap:
        factor, whole = self.places + 1, floor(bound + EPSILON)
        beyond = -(-whole // factor)
        if beyond > self.score.beyond:
            return Gap("beyond", self.score.beyond, beyond)
        people = beyond * factor - whole + len(self.problem.members)
        return Gap("people", self.score.people, people)

    def _equals_gap(self, bound: float) -> Gap:
        parts = zip(("distance", "proposed", "rotation"), parted(ceil(-bound - EPSILON)), strict=True)
        gaps = [Gap(part, getattr(self.score, part), least) for part, least in parts]
        return next((gap for gap in gaps if gap.found != gap.bound), gaps[-1])


EPSILON = 1e-4
"""Bounds of whole numbers are told as fractions, which rounding may have moved."""
FACTORS = (2**24, 2**20, 1)
"""Distance, proposed, rotation as one number: of fifteen people the later never reach the factor before."""


def joined(parts: Sequence[int]) -> int:
    return sum(part * factor for part, factor in zip(parts, FACTORS, strict=True))


def parted(number: int) -> list[int]:
    """The opposite of `joined`, of a sum as well."""
    parts = []
    for factor in FACTORS:
        part, number = divmod(number, factor)
        parts.append(part)
    return parts


def negative(aim: Aim) -> Aim:
    return {column: -factor for column, factor in aim.items()}
