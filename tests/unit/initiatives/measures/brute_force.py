"""What would it take, the slow way: every choice of measures, every team, every way to fill the seats."""

import random
from collections.abc import Sequence
from itertools import combinations, product
from uuid import UUID

from app.initiatives.measures.problem import Demand, Measure, Need, Question, Worth
from app.initiatives.pool.people import Person

COMPETENCES = [UUID(int=place) for place in range(4)]
Taught = Sequence[tuple[Measure, tuple[int, ...]]]
HINDRANCES = ("childcare", "transport")


def best(question: Question) -> tuple[Worth, int]:
    """What the best choice is worth, and what it costs."""
    tried = []
    for size in range(question.at_most + 1):
        for chosen in combinations(question.measures, size):
            cents = sum(each.cents for each in chosen)
            if question.budget is None or cents <= question.budget:
                worth = worth_of(question, chosen)
                tried.append((worth.demands, worth.people, -cents))
    demands, people, cents = max(tried)
    return Worth(demands, people), -cents


def worth_of(question: Question, chosen: Sequence[Measure]) -> Worth:
    opened = [each for each in question.demands if not teams_for(question, each, ())]
    found = {each.id: teams_for(question, each, chosen) for each in opened}
    able = {
        place
        for each in opened
        for team in found[each.id]
        for place in team
        if any(question.people[place].can(need.competence) for need in each.needs)
    }
    return Worth(sum(bool(teams) for teams in found.values()), len(able))


def teams_for(question: Question, demand: Demand, chosen: Sequence[Measure]) -> list[tuple[int, ...]]:
    """Every team that can do it, by the places of its people."""
    if not demand.hindrances <= {hindrance for each in chosen for hindrance in each.lifts}:
        return []
    people = range(len(question.people))
    teams = [team for size in range(demand.fewest, demand.most + 1) for team in combinations(people, size)]
    return [team for team in teams if _can(question, demand, team, chosen)]


def _can(question: Question, demand: Demand, team: Sequence[int], chosen: Sequence[Measure]) -> bool:
    needed = {need.competence for need in demand.needs}
    useful = [each for each in chosen if each.gives & needed]
    seats = [len(team) if each.seats is None else min(len(team), each.seats) for each in useful]
    ways = product(*(combinations(team, count) for count in seats))
    return any(_do(question, demand, team, list(zip(useful, way, strict=True))) for way in ways)


def _do(question: Question, demand: Demand, team: Sequence[int], taught: Taught) -> bool:
    """Every need is covered, and everybody covers something."""
    covering = {need: _covering(question, need, team, taught) for need in demand.needs}
    is_covered = all(len(those) >= need.people for need, those in covering.items())
    return is_covered and set(team) == {place for those in covering.values() for place in those}


def _covering(question: Question, need: Need, team: Sequence[int], taught: Taught) -> set[int]:
    """Who of a team covers a need; some were taught, by course."""
    fitting = [
        some for course, some in taught if need.competence in course.gives and course.level >= need.level
    ]
    return {
        place
        for place in team
        if question.people[place].can(need.competence, need.level) or any(place in some for some in fitting)
    }


def question(seed: int) -> Question:
    rng = random.Random(seed)  # noqa: S311
    people = tuple(
        Person(UUID(int=place), {each: rng.randint(0, 3) for each in COMPETENCES if rng.random() < 0.3})
        for place in range(rng.randint(0, 5))
    )
    measures = tuple(_measure(rng, place) for place in range(rng.randint(0, 6)))
    demands = tuple(_demand(rng, place) for place in range(rng.randint(1, 6)))
    budget = rng.choice((None, rng.randint(0, 10) * 100))
    return Question(demands, measures, people, at_most=rng.randint(0, 4), budget=budget)


def _measure(rng: random.Random, place: int) -> Measure:
    return Measure(
        f"m{place}",
        cents=rng.randint(0, 4) * 100,
        gives=frozenset(rng.sample(COMPETENCES, rng.randint(0, 2))),
        level=rng.randint(1, 3),
        seats=rng.choice((None, 0, 1, 1, 2, 12)),
        lifts=frozenset(rng.sample(HINDRANCES, rng.choice((0, 0, 1)))),
    )


def _demand(rng: random.Random, place: int) -> Demand:
    most = rng.randint(1, 3)
    needs = tuple(
        Need(each, level=rng.randint(0, 3), people=rng.randint(1, most))
        for each in rng.sample(COMPETENCES, rng.randint(0, 3))
    )
    hindrances = frozenset(rng.sample(HINDRANCES, rng.choice((0, 0, 1, 2))))
    return Demand(f"d{place}", needs, fewest=rng.randint(1, most), most=most, hindrances=hindrances)
