"""Which opportunities are feasible now, and which with one more course or person."""

from collections.abc import Sequence
from itertools import combinations
from random import Random
from uuid import UUID

import pytest

from app.initiatives.pool.people import Person
from app.initiatives.teams.problem import Need
from app.initiatives.teams.ranking import Demand, Reach, Standing, rank
from tests.unit.initiatives.small_problems import an_id

TEACHES = 3


def is_feasible(demand: Demand, people: Sequence[Person]) -> bool:
    """By every team."""
    able = [
        each for each in people if any(each.can(need.competence_id, need.minimum) for need in demand.needs)
    ]
    return any(
        all(
            sum(each.can(need.competence_id, need.minimum) for each in team) >= need.people
            for need in demand.needs
        )
        for size in range(demand.fewest, demand.most + 1)
        for team in combinations(able, size)
    )


def learning(person: Person, need: Need) -> Person:
    return Person(person.id, {**person.levels, need.competence_id: TEACHES})


def slowly(demand: Demand, people: Sequence[Person], random: Random) -> tuple[bool, set[UUID], set[UUID]]:
    """Whether it is feasible, and the competences of which one course, or one person, opens it."""
    courses = {
        need.competence_id
        for need in demand.needs
        for learner in people
        if not learner.can(need.competence_id, need.minimum)
        and is_feasible(demand, [each for each in people if each is not learner] + [learning(learner, need)])
    }
    comers = {
        need.competence_id
        for need in demand.needs
        if is_feasible(demand, [*people, learning(Person(an_id(random), {}), need)])
    }
    return is_feasible(demand, people), courses, comers


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_it_is_as_trying_everything_says(start: int) -> None:
    for seed in range(start, start + 50):
        random = Random(seed)  # noqa: S311  the same every time
        competences = [an_id(random) for _ in range(4)]
        people = [
            Person(
                an_id(random), {each: random.randint(0, 3) for each in competences if random.random() < 0.35}
            )
            for _ in range(random.randint(0, 7))
        ]
        needs = tuple(
            Need(each, 1, random.randint(0, 3), random.choice([1, 1, 2]))
            for each in competences[: random.randint(1, 4)]
        )
        fewest = random.randint(1, 3)
        demand = Demand(an_id(random), needs, fewest, random.randint(fewest, 4))
        (found,) = rank([demand], people, taught=competences)
        is_now, courses, comers = slowly(demand, people, random)
        assert (found.reach is Reach.NOW) == is_now, seed
        if not is_now:
            assert ({*found.by_course}, {*found.by_person}) == (courses, comers), seed


def test_the_nearest_come_first() -> None:
    random = Random(1)  # noqa: S311  the same every time
    digs, builds = an_id(random), an_id(random)
    people = [Person(an_id(random), {digs: 2})]
    now = Demand(an_id(random), (Need(digs),))
    far = Demand(an_id(random), (Need(builds, people=3),))
    course = Demand(an_id(random), (Need(digs), Need(builds)))
    found = rank([far, course, now], people, taught=[builds])
    assert [(each.demand_id, each.reach) for each in found] == [
        (now.id, Reach.NOW),
        (course.id, Reach.COURSE),
        (far.id, Reach.FAR),
    ]
    assert found[1] == Standing(course.id, Reach.COURSE, 2, 1, (builds,), (builds,))
