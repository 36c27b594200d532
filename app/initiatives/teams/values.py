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
    if bound.ways > found.ways:
        distance, proposed = divmod(-bound.ways, FAR)
        if distance < score.distance:
            return Gap("distance", score.distance, distance)
        return Gap("proposed", score.proposed, proposed)
    return Gap("rotation", score.rotation, -bound.rotation)


def _factor(problem: Problem) -> int:
    """Of one step above the minimum, against one person fewer."""
    return problem.wishes.most - len(problem.members) + 1
