"""A score as four whole numbers, each of which is aimed at for itself, more being better: the coverage; the
steps above the minimum and then fewer people; shorter ways and then fewer proposed before; the rotation.
"""

from typing import NamedTuple

from app.initiatives.pool.people import TEACHES
from app.initiatives.teams.problem import Gap, Problem, Score

FAR = 16
"""One step of distance, against people proposed before, who are fewer."""


class Value(NamedTuple):
    coverage: int
    skills: int
    ways: int
    rotation: int


NOTHING = Value(-1, 0, 0, 0)
"""Less than any team is worth."""
WAYS = Value._fields.index("ways")
"""From here on, who somebody is counts."""


def best_possible(problem: Problem) -> Value:
    """What no team is above: everything covered by people who can teach it."""
    coverage = sum(need.weight * need.people for need in problem.needs)
    beyond = sum(need.people * (TEACHES - need.minimum) for need in problem.needs)
    return Value(coverage, beyond * _factor(problem), 0, 0)


def value_of(problem: Problem, score: Score) -> Value:
    newcomers = score.people - len(problem.members)
    ways = -(score.distance * FAR + score.proposed)
    return Value(score.coverage, score.beyond * _factor(problem) - newcomers, ways, -score.rotation)


def gap_between(problem: Problem, score: Score | None, bound: Value) -> Gap | None:
    """The first part of the score that could be better than that of the team found, by a bound; None where
    none could.
    """
    if score is None:
        return None if bound == NOTHING else Gap("coverage", 0, bound.coverage)
    for gap in _gaps(problem, score, bound):
        better = gap.bound - gap.found if gap.part in ("coverage", "beyond") else gap.found - gap.bound
        if better:
            return gap if better > 0 else None
    return None


def _gaps(problem: Problem, score: Score, bound: Value) -> list[Gap]:
    """Of each part of the score, in its order, what was found and the bound."""
    factor = _factor(problem)
    beyond = -(-bound.skills // factor)
    people = beyond * factor - bound.skills + len(problem.members)
    distance, proposed = divmod(-bound.ways, FAR)
    bounds = Score(bound.coverage, beyond, people, distance, proposed, -bound.rotation)
    return [Gap(part, getattr(score, part), getattr(bounds, part)) for part in Score._fields]


def _factor(problem: Problem) -> int:
    """Of one step above the minimum, against one person fewer."""
    return problem.wishes.most - len(problem.members) + 1
