"""A score as three whole numbers, each of which is aimed at for itself, more being better: the coverage; the
steps above the minimum and then fewer people; what is against the newcomers, and less of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.initiatives.pool.people import TEACHES
from app.initiatives.teams.problem import Gap, Problem, Score

FACTORS = (2**24, 2**20, 1)
"""Distance, proposed and rotation as one number: of 15 people the later never reach the factor before."""


class Value(NamedTuple):
    coverage: int
    skills: int
    equals: int


NOTHING = Value(-1, 0, 0)
"""Less than any team is worth."""
EQUALS = Value._fields.index("equals")


def best_possible(problem: Problem) -> Value:
    """What no team is above: everything covered by people who can teach it."""
    coverage = sum(need.weight * need.people for need in problem.needs)
    beyond = sum(need.people * (TEACHES - need.minimum) for need in problem.needs)
    return Value(coverage, beyond * _factor(problem), 0)


def value_of(problem: Problem, score: Score) -> Value:
    newcomers = score.people - len(problem.members)
    return Value(score.coverage, score.beyond * _factor(problem) - newcomers, -joined(score[3:]))


def joined(parts: Sequence[int]) -> int:
    return sum(part * factor for part, factor in zip(parts, FACTORS, strict=True))


def gap_between(problem: Problem, score: Score | None, bound: Value) -> Gap | None:
    """The first part of the score that could be better than that of the team found, by a bound; None where
    none could.
    """
    if score is None:
        return None if bound == NOTHING else Gap("coverage", 0, bound.coverage)
    found = value_of(problem, score)
    if bound <= found:
        return None
    if bound.coverage > found.coverage:
        return Gap("coverage", score.coverage, bound.coverage)
    if bound.skills > found.skills:
        beyond = -(-bound.skills // _factor(problem))
        if beyond > score.beyond:
            return Gap("beyond", score.beyond, beyond)
        newcomers = beyond * _factor(problem) - bound.skills
        return Gap("people", score.people, newcomers + len(problem.members))
    left, gaps = -bound.equals, []
    for part, factor in zip(("distance", "proposed", "rotation"), FACTORS, strict=True):
        least, left = divmod(left, factor)
        gaps.append(Gap(part, getattr(score, part), least))
    return next(gap for gap in gaps if gap.found != gap.bound)


def _factor(problem: Problem) -> int:
    """Of one step above the minimum, against one person fewer."""
    return problem.wishes.most - len(problem.members) + 1
