"""How fast teams are found, and all opportunities ranked, among generated people: the same for the same seed.

Each can do some eight things of the catalogue, what is common more often; they live in one parish, speak one
of two languages or both, and can at some of five times of the week. A team shares a language and one of them.
"""

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from uuid import UUID

from app.dev.bench.rows import Row
from app.initiatives.pool.people import TEACHES, Person
from app.initiatives.teams.problem import ANY, Need, Problem, Result, Wishes
from app.initiatives.teams.ranking import Demand, rank
from app.initiatives.teams.solver import solve
from app.skills.catalogue_files import read_catalogue
from app.skills.loader import id_of

PEOPLE, PLACES, OPPORTUNITIES, RUNS = 10_000, 5, 200, 9
THINGS_DONE = 8
PROPOSED = 0.1
TIMES = ("mornings", "afternoons", "evenings", "saturdays", "sundays")
SECONDS = 5
"""After which a gap is stated."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The median of seconds, and how many of the runs were proven within SECONDS; the others state a gap."""

    seconds: float
    proven: int


def found(needs: int) -> Figures:
    """Teams of PLACES for opportunities with so many needs, people being read already."""
    times, proven = [], 0
    for seed in range(RUNS):
        problem = a_problem(seed, needs)
        started = time.perf_counter()
        solution = solve(problem, seconds=SECONDS)
        times.append(time.perf_counter() - started)
        proven += solution.result is Result.PROVEN
    return Figures(median(times), proven)


def ranked() -> float:
    """Seconds for OPPORTUNITIES with three to eight needs each."""
    chance = random.Random(OPPORTUNITIES)  # noqa: S311  the same every time
    people, densities = some_people(chance), _densities()
    demands = [
        Demand(_an_id(chance), _needs(chance, densities, chance.randint(3, 8))) for _ in range(OPPORTUNITIES)
    ]
    started = time.perf_counter()
    rank(demands, people, taught=[*densities])
    return time.perf_counter() - started


def a_problem(seed: int, needs: int) -> Problem:
    chance = random.Random(seed)  # noqa: S311  the same every time
    people = some_people(chance)
    return Problem(
        _an_id(chance),
        _needs(chance, _densities(), needs),
        people,
        Wishes(most=PLACES, language=ANY, hours=1),
        proposed=frozenset(each.id for each in people if chance.random() < PROPOSED),
    )


def some_people(chance: random.Random) -> tuple[Person, ...]:
    """Whoever drew neither language speaks Portuguese."""
    densities, parish = _densities(), _an_id(chance)
    return tuple(
        Person(
            _an_id(chance),
            {key: chance.randint(0, TEACHES) for key, share in densities.items() if chance.random() < share},
            parish,
            frozenset(each for each in ("pt", "uk") if chance.random() < 0.5) or frozenset({"pt"}),
            frozenset(each for each in TIMES if chance.random() < 0.5),
            has_transport=chance.random() < 0.5,
        )
        for _ in range(PEOPLE)
    )


def _needs(chance: random.Random, densities: dict[UUID, float], number: int) -> tuple[Need, ...]:
    return tuple(
        Need(each, chance.randint(1, 3), chance.randint(0, TEACHES), chance.choice((1, 1, 1, 2)))
        for each in chance.sample([*densities], number)
    )


@cache
def _densities() -> dict[UUID, float]:
    """By competence the share of people who can do it."""
    entries = read_catalogue().competences
    whole = sum(each.commonness for each in entries)
    return {id_of(each.key): min(0.9, THINGS_DONE * each.commonness / whole) for each in entries}


def _an_id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def team_rows(told: str) -> Iterator[Row]:
    """What the program below told in its last line."""
    few, few_proven, many, many_proven, all_of_them = json.loads(told.splitlines()[-1])
    what = "best teams of 5 among 10,000 people"
    for needs, seconds, proven, most in ((12, few, few_proven, 0.2), (30, many, many_proven, 2)):
        said = f"{seconds:.2f} s, {proven} of {RUNS} proven"
        yield Row(f"{what}, {needs} needs", said, f"≤ {most} s", seconds <= most)
    ranking = f"{OPPORTUNITIES} opportunities ranked for 10,000 people"
    yield Row(ranking, f"{all_of_them:.1f} s", "≤ 10 s", all_of_them <= 10)


def main() -> None:
    """What `./dev bench` reads: seconds of both sizes, whether all were proven, and of the ranking."""
    few, many = found(12), found(30)
    print(json.dumps([few.seconds, few.proven, many.seconds, many.proven, ranked()]))


if __name__ == "__main__":
    main()
