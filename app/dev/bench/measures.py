"""How long it takes to find which measures would open most, on a stated generator.

10,000 people know 300 competences with densities from 40 % downwards (the k-th commonest 0.4 / (1 + 0.08 k));
of 200 demands a third are opportunities for teams of two to six with three to six needs, the others offers
with one to five competences and up to two hindrances; of 40 measures a quarter lift a hindrance, the others
teach two to six competences.
"""

import random
import time
from uuid import UUID

from app.dev.bench.rows import Row
from app.initiatives.measures.problem import Demand, Measure, Need, Question
from app.initiatives.measures.solver import solve
from app.initiatives.pool.people import Person

PEOPLE, DEMANDS, MEASURES, CHOSEN, SECONDS = 10_000, 200, 40, 6, 10.0
GRACE = 1.0
"""Seconds in which the solver looks at its clock."""
COMPETENCES = [UUID(int=place) for place in range(300)]
RARE = COMPETENCES[150:]
HINDRANCES = ("childcare", "hours", "language", "licence", "pay", "schooling", "transport")


def measure_row(told: str) -> Row:
    """What the program below told in its last line: whether the best was found, or how far from it."""
    seconds, *numbers = told.splitlines()[-1].split()
    demands, most_demands, people, most_people = map(int, numbers)
    is_proven = (demands, people) == (most_demands, most_people)
    found = "proven" if is_proven else f"{demands} demands of at most {most_demands}"
    what = "what would open most: 200 demands, 10,000 people, 40 measures"
    return Row(
        what, f"{float(seconds):.1f} s, {found}", "≤ 10 s, or a gap", float(seconds) <= SECONDS + GRACE
    )


def main() -> None:
    asked = generate(0)
    started = time.perf_counter()
    answer = solve(asked, seconds=SECONDS)
    worth, bound = answer.worth, answer.bound
    took = time.perf_counter() - started
    print(took, worth.demands, bound.demands, worth.people, bound.people)


def generate(seed: int) -> Question:
    chance = random.Random(seed)  # noqa: S311  the same place every time
    density = {each: 0.4 / (1 + 0.08 * place) for place, each in enumerate(COMPETENCES)}
    people = tuple(
        Person(
            UUID(int=place),
            {
                each: chance.choices((1, 2, 3), (3, 5, 1))[0]
                for each in COMPETENCES
                if chance.random() < density[each]
            },
        )
        for place in range(PEOPLE)
    )
    demands = tuple(_demand(chance, place) for place in range(DEMANDS))
    measures = tuple(_measure(chance, place) for place in range(MEASURES))
    return Question(demands, measures, people, CHOSEN)


def _demand(chance: random.Random, place: int) -> Demand:
    if place % 3:
        known = chance.sample(COMPETENCES, chance.randint(1, 5))
        hindrances = frozenset(chance.sample(HINDRANCES, chance.randint(0, 2)))
        needs = tuple(Need(each, chance.choice((1, 2))) for each in known)
        return Demand(f"offer:{place:03}", needs, hindrances=hindrances)
    known = chance.sample(COMPETENCES if chance.random() < 0.6 else RARE, chance.randint(3, 6))
    needs = tuple(Need(each, chance.choice((1, 2, 2, 3)), chance.choice((1, 1, 2))) for each in known)
    return Demand(f"opportunity:{place:03}", needs, fewest=2, most=chance.randint(3, 6))


def _measure(chance: random.Random, place: int) -> Measure:
    cents = chance.randint(5, 80) * 10_000
    if place % 4 == 3:
        return Measure(f"{place:02}", cents, lifts=frozenset(chance.sample(HINDRANCES, 1)))
    gives = frozenset(chance.sample(COMPETENCES, chance.randint(2, 6)))
    seats = chance.choice((12, 15, 20, None))
    return Measure(f"{place:02}", cents, gives, chance.choice((2, 2, 3)), seats)


if __name__ == "__main__":
    main()
