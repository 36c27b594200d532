"""The measures that open most: equal to trying every choice, and honest when time is up."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.initiatives.measures.problem import Demand, Measure, Need, Opened, Question, Why, Worth
from app.initiatives.measures.solver import solve
from app.initiatives.pool.people import Person
from tests.unit.initiatives.measures.brute_force import best, question, worth_of

CARE, DRIVING = UUID(int=1), UUID(int=2)
SECONDS = 60.0


@pytest.mark.parametrize("seed", range(300))
def test_no_choice_is_better_than_the_answer(seed: int) -> None:
    asked = question(seed)
    answer = solve(asked, seconds=SECONDS)
    chosen = [each for each in asked.measures if each.id in answer.chosen]
    assert answer.is_proven
    assert (answer.worth, sum(each.cents for each in chosen)) == best(asked)
    assert worth_of(asked, chosen) == answer.worth


@pytest.mark.parametrize("seed", range(20))
def test_each_measure_is_worth_what_is_lost_without_it(seed: int) -> None:
    asked = question(seed)
    answer = solve(asked, seconds=SECONDS)
    for measure, marginal in answer.marginals.items():
        others = replace(asked, measures=tuple(each for each in asked.measures if each.id != measure))
        assert marginal.is_proven
        assert marginal.without == best(others)[0]


def test_the_same_question_has_the_same_answer() -> None:
    asked = question(11)
    assert solve(asked, seconds=SECONDS) == solve(asked, seconds=SECONDS)


def test_when_time_is_up_what_could_be_missed_is_stated() -> None:
    """Nothing was judged: every demand could be opened for all that is known, and everybody reached."""
    answer = solve(_question(), seconds=0.0)
    assert not answer.is_proven
    assert answer.undecided == ("driver",)
    assert (answer.worth, answer.bound) == (Worth(0, 0), Worth(1, 2))


def test_progress_ends_at_its_end() -> None:
    told: list[tuple[int, int]] = []
    solve(_question(), seconds=SECONDS, progress=lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (4, 4)


def test_a_licence_opens_what_somebody_could_do_but_for_it() -> None:
    answer = solve(_question(), seconds=SECONDS)
    assert answer.chosen == ("licence",)
    assert answer.opened == {"driver": Opened(1, ("licence",))}, "only who knows care could be the one driver"


def test_a_hindrance_that_nothing_lifts_keeps_a_demand_closed() -> None:
    asked = _question()
    low_pay = replace(asked.demands[0], hindrances=frozenset({"pay"}))
    answer = solve(replace(asked, demands=(low_pay,)), seconds=SECONDS)
    assert answer.closed == {"driver": Why(hindrances=("pay",))}
    assert answer.worth == Worth(0, 0)


def _question() -> Question:
    driver = Demand("driver", (Need(CARE), Need(DRIVING, level=2)))
    people = (Person(UUID(int=7), {CARE: 2}), Person(UUID(int=8), {}))
    return Question((driver,), (Measure("licence", 60_000, frozenset({DRIVING})),), people, at_most=1)
