"""The best teams by whole-number programming (HiGHS), proven, or with what a better one could come to."""

from collections.abc import Callable, Sequence
from time import monotonic

from app.initiatives.pool.people import Person
from app.initiatives.teams import conflicts
from app.initiatives.teams.coverage import cover_with
from app.initiatives.teams.problem import Gap, Problem, Result, Solution, Team
from app.initiatives.teams.program import Question
from app.initiatives.teams.reduction import Marks
from app.initiatives.teams.search import Search, sharing
from app.initiatives.teams.values import NOTHING, gap_between

Progress = Callable[[int, int], object]
"""Told how many of how many teams are found."""


def solve(problem: Problem, *, seconds: float, progress: Progress | None = None) -> Solution:
    """The best teams of a problem, within so many seconds or little more.

    Same problem, same answer, as far as it is proven: where time was up, a faster machine finds more.
    """
    ends_at = monotonic() + seconds
    candidates = conflicts.candidates(problem)
    if not candidates:
        return Solution(Result.NOBODY)
    people = conflicts.eligible(problem, candidates)
    if conflict := conflicts.find(problem, candidates):
        return Solution(Result.CONFLICT, conflict=conflict, considered=len(people))
    marks = Marks(problem, people)
    teams: list[Team] = []
    gap: Gap | None = None
    while len(teams) < problem.teams and not gap:
        team, gap = _best(Question(problem, marks, tuple(teams)), people, ends_at)
        if team is None:
            break
        teams.append(team)
        if progress:
            progress(len(teams), problem.teams)
    return Solution(Result.GAP if gap else Result.PROVEN, tuple(teams), gap, considered=len(people))


def _best(question: Question, people: Sequence[Person], ends_at: float) -> tuple[Team | None, Gap | None]:
    """The best team, None where there is no other, or none was found; and by how much it may be missed."""
    problem = question.problem
    searches = [Search(question, some, ends_at) for some in sharing(problem, people)]
    best: Search | None = None
    for search in sorted(searches, key=lambda each: each.value or NOTHING, reverse=True):
        search.run(best.value if best else None)
        if search.value and (best is None or best.value is None or search.value > best.value):
            best = search
    team = cover_with(problem, best.team) if best and best.team is not None else None
    bound = max(search.bound for search in searches)
    return team, gap_between(problem, team.score if team else None, bound)
