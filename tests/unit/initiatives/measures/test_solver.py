"""What would it take: equal to trying every choice on small instances, and honest when time is up."""

import random
from itertools import combinations, product

import pytest

from app.initiatives.measures import solver
from app.initiatives.measures.problem import Demand, Measure, Need, Person, Question, Worth

COMPETENCES = ("care", "garden", "paint", "saw")
HINDRANCES = ("childcare", "transport")


def best(question: Question) -> tuple[Worth, int]:
    """The slow way: every choice of measures, every team, every way to fill the seats."""
    tried = []
    for size in range(question.at_most + 1):
        for chosen in combinations(question.measures, size):
            cents = sum(each.cents for each in chosen)
            if question.budget is None or cents <= question.budget:
                worth = worth_of(question, chosen)
                tried.append((worth.demands, worth.people, -cents))
    demands, people, cents = max(tried)
    return Worth(demands, people), -cents


def worth_of(question: Question, chosen: tuple[Measure, ...]) -> Worth:
    opened = [
        each
        for each in question.demands
        if not serving(question, each, ()) and serving(question, each, chosen)
    ]
    return Worth(len(opened), reached(question, opened, chosen))


def reached(question: Question, opened: list[Demand], chosen: tuple[Measure, ...]) -> int:
    found = set()
    for each in opened:
        for team in serving(question, each, chosen):
            found |= {place for place in team if brings(question.people[place], each)}
    return len(found)


def brings(person: Person, demand: Demand) -> bool:
    return any(person.levels.get(need.competence) for need in demand.needs)


def serving(question: Question, demand: Demand, chosen: tuple[Measure, ...]) -> list[tuple[int, ...]]:
    """Every team that can do it, by the places of its people."""
    lifted = {hindrance for each in chosen for hindrance in each.lifts}
    if not demand.hindrances <= lifted:
        return []
    sizes = range(demand.fewest, min(demand.most, len(question.people)) + 1)
    teams = [team for size in sizes for team in combinations(range(len(question.people)), size)]
    return [team for team in teams if can(question, demand, team, chosen)]


def can(question: Question, demand: Demand, team: tuple[int, ...], chosen: tuple[Measure, ...]) -> bool:
    useful = [each for each in chosen if each.gives & {need.competence for need in demand.needs}]
    seatings = [
        list(combinations(team, min(len(team), len(team) if each.seats is None else each.seats)))
        for each in useful
    ]
    for seating in product(*seatings):
        if all(
            sum(
                question.people[place].levels.get(need.competence, 0) >= max(need.level, 1)
                or any(
                    place in taught and need.competence in each.gives and each.level >= need.level
                    for each, taught in zip(useful, seating, strict=True)
                )
                for place in team
            )
            >= need.people
            for need in demand.needs
        ):
            return True
    return False


def instance(seed: int) -> Question:
    rng = random.Random(seed)
    people = tuple(
        Person(f"p{place}", {each: rng.randint(1, 3) for each in COMPETENCES if rng.random() < 0.3})
        for place in range(rng.randint(0, 5))
    )
    measures = tuple(
        Measure(
            f"m{place}",
            cents=rng.randint(0, 4) * 100,
            gives=frozenset(rng.sample(COMPETENCES, rng.randint(0, 2))),
            level=rng.randint(1, 3),
            seats=rng.choice((None, 0, 1, 1, 2, 12)),
            lifts=frozenset(rng.sample(HINDRANCES, rng.choice((0, 0, 1)))),
        )
        for place in range(rng.randint(0, 6))
    )
    demands = tuple(demand(rng, place) for place in range(rng.randint(1, 6)))
    budget = rng.choice((None, rng.randint(0, 10) * 100))
    return Question(demands, measures, people, at_most=rng.randint(0, 4), budget=budget)


def demand(rng: random.Random, place: int) -> Demand:
    most = rng.randint(1, 3)
    needs = tuple(
        Need(each, level=rng.randint(0, 3), people=rng.randint(1, most))
        for each in rng.sample(COMPETENCES, rng.randint(0, 3))
    )
    hindrances = frozenset(rng.sample(HINDRANCES, rng.choice((0, 0, 1, 2))))
    return Demand(f"d{place}", needs, fewest=rng.randint(1, most), most=most, hindrances=hindrances)


@pytest.mark.parametrize("seed", range(300))
def test_no_choice_is_better_than_the_answer(seed: int) -> None:
    question = instance(seed)
    answer = solver.solve(question)
    chosen = tuple(each for each in question.measures if each.id in answer.chosen)
    assert answer.is_proven
    assert (answer.worth, sum(each.cents for each in chosen)) == best(question)
    assert worth_of(question, chosen) == answer.worth
