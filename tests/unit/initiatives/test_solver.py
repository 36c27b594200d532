"""Looking for people who complete each other."""

import pytest

from app.initiatives.teams.apart import find_teams
from app.initiatives.teams.problem import Result
from app.initiatives.teams.solver import solve
from tests.unit.initiatives import brute_force
from tests.unit.initiatives.small_problems import a_problem

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
