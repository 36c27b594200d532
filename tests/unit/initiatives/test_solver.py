"""Looking for people who complete each other."""

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest

from app.initiatives.pool.people import TEACHES, Person
from app.initiatives.teams.apart import find_teams
from app.initiatives.teams.problem import Need, Problem, Result, Solution
from app.initiatives.teams.solver import solve
from tests.unit.initiatives import brute_force
from tests.unit.initiatives.small_problems import a_larger_problem, a_problem, an_id

EVERY = 300


@pytest.mark.parametrize("start", range(0, EVERY, 50))
def test_teams_are_the_best_of_all(start: int) -> None:
    for seed in range(start, start + 50):
        _is_the_best(seed, members=0)


@pytest.mark.parametrize("start", range(0, EVERY, 50))
def test_groups_are_completed_by_the_best_of_all(start: int) -> None:
    for seed in range(start, start + 50):
        _is_the_best(seed, members=1 + seed % 3)


def _is_the_best(seed: int, members: int) -> None:
    problem = a_problem(seed, members=members)
    solution = solve(problem, seconds=30)
    assert [team.score for team in solution.teams] == [team.score for team in brute_force.best(problem)], seed
    assert (solution.result is Result.PROVEN) == bool(solution.teams), seed


def test_it_is_the_same_in_a_process_of_its_own() -> None:
    problem = a_problem(3)
    assert find_teams(problem, seconds=30) == solve(problem, seconds=30)


@pytest.mark.parametrize("start", range(0, 20, 5))
def test_leaving_people_out_beforehand_loses_nothing(start: int) -> None:
    for seed in range(start, start + 5):
        problem = a_larger_problem(seed)
        found = solve(problem, seconds=60)
        assert [team.score for team in found.teams] == [team.score for team in brute_force.best(problem)], (
            seed
        )
        assert found.gap is None, seed


def test_whoever_was_never_proposed_comes_first_among_equals() -> None:
    problem = small(people=3)
    proposed = frozenset(each.id for each in problem.people[:2])
    found = solve(replace(problem, proposed=proposed), seconds=30)
    assert found.teams[0].people == (problem.people[2].id,)


def test_among_equals_each_opportunity_begins_with_another() -> None:
    problem, random = small(people=6), Random(3)  # noqa: S311  the same every time
    first = {solve(replace(problem, key=an_id(random)), seconds=30).teams[0].people for _ in range(20)}
    assert len(first) > 3


def test_nobody_who_can_do_any_of_it() -> None:
    assert solve(small(people=0), seconds=30) == Solution(Result.NOBODY)


def test_a_group_that_needs_nobody_is_told_so() -> None:
    problem = small(people=2)
    member = Person(UUID(int=7), {problem.needs[0].competence_id: TEACHES})
    found = solve(replace(problem, members=(member,)), seconds=30)
    assert (found.teams[0].people, found.teams[0].missing) == ((), ())


def test_out_of_time_there_is_a_team_and_a_gap() -> None:
    problem = a_larger_problem(1)
    found = solve(problem, seconds=0)
    assert found.result is Result.GAP
    assert found.gap
    assert found.gap.thousandths > 0
    best = brute_force.best(problem)[0].score
    assert getattr(best, found.gap.part) <= found.gap.bound


def small(people: int) -> Problem:
    """One thing to do, which each of some people can do alike."""
    random = Random(people)  # noqa: S311  the same every time
    competence = an_id(random)
    return Problem(
        an_id(random),
        (Need(competence),),
        tuple(Person(an_id(random), {competence: 2}) for _ in range(people)),
    )
