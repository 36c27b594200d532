"""Wishes that exclude each other: the fewest of them are named."""

from dataclasses import replace
from itertools import combinations

from app.initiatives.teams import conflicts
from app.initiatives.teams.problem import MOST, Problem, Wish, Wishes, WishKind
from tests.unit.initiatives import brute_force
from tests.unit.initiatives.small_problems import a_problem


def only(problem: Problem, wishes: tuple[Wish, ...]) -> Problem:
    """The problem with no other wishes than these."""
    kinds, asked = {wish.kind for wish in wishes}, problem.wishes
    must = (wish.people for wish in wishes if wish.kind is WishKind.MUST)
    must_not = (wish.people for wish in wishes if wish.kind is WishKind.MUST_NOT)
    kept = Wishes(
        fewest=asked.fewest if WishKind.FEWEST in kinds else 1,
        most=asked.most if WishKind.MOST in kinds else MOST,
        must=frozenset().union(*must),
        must_not=frozenset().union(*must_not),
        together=tuple(wish.people for wish in wishes if wish.kind is WishKind.TOGETHER),
        apart=tuple(wish.people for wish in wishes if wish.kind is WishKind.APART),
        parishes=asked.parishes if WishKind.PARISHES in kinds else frozenset(),
        has_transport=asked.has_transport and WishKind.TRANSPORT in kinds,
        kilometres=asked.kilometres if WishKind.KILOMETRES in kinds else 0,
        language=asked.language if WishKind.LANGUAGE in kinds else "",
        hours=asked.hours if WishKind.HOURS in kinds else 0,
    )
    return replace(problem, wishes=kept)


def is_met(problem: Problem, wishes: tuple[Wish, ...]) -> bool:
    """By trying every team of the candidates that all the wishes have."""
    return next(brute_force.teams(only(problem, wishes)), None) is not None


def test_the_wishes_named_exclude_each_other_and_no_fewer_do() -> None:
    found = 0
    for seed in range(100):
        problem = a_problem(seed, members=seed % 3)
        people = conflicts.able(problem)
        conflict = conflicts.find(problem, people)
        if not people or not conflict or people != conflicts.candidates(problem):
            continue  # the slow way has others among its people when a wish that names them is left out
        found += 1
        assert not is_met(problem, conflict), seed
        for fewer in combinations(conflict, len(conflict) - 1):
            assert is_met(problem, fewer), seed
    assert found > 5
