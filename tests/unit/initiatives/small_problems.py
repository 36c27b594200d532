"""Small random problems, for the slow way to be possible."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams.problem import ANY, Need, Problem, Wishes

Thing = TypeVar("Thing")
HOURS = ("mornings", "afternoons", "evenings")
LANGUAGES = ("pt", "uk", "ar")


def an_id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)


def some(random: Random, things: Sequence[Thing], share: float) -> frozenset[Thing]:
    return frozenset(each for each in things if random.random() < share)


def a_person(random: Random, competences: list[UUID], parishes: list[UUID]) -> Person:
    return Person(
        an_id(random),
        {each: random.randint(0, 3) for each in competences if random.random() < 0.4},
        random.choice([*parishes, None]),
        some(random, [*LANGUAGES], 0.5) or frozenset({"pt"}),
        some(random, [*HOURS], 0.6),
        random.random() < 0.5,
        random.choice([None, 5, 20]),
    )


def a_problem(seed: int, *, members: int = 0) -> Problem:
    """Up to nine people, up to five needs, and every kind of wish now and then."""
    random = Random(seed)  # noqa: S311  the same problem every time
    competences = [an_id(random) for _ in range(random.randint(1, 5))]
    parishes = [an_id(random) for _ in range(2)]
    people = [a_person(random, competences, parishes) for _ in range(random.randint(0, 9))]
    there = [a_person(random, competences, parishes) for _ in range(members)]
    most = random.randint(max(1, members), 5)
    needs = [
        Need(each, random.randint(1, 3), random.randint(0, 3), random.choice([1, 1, 2]))
        for each in competences
    ]
    return Problem(
        an_id(random),
        tuple(needs),
        tuple(people),
        _wishes(random, [each.id for each in [*people, *there]], parishes, most),
        tuple(there),
        random.choice([None, *parishes]),
        some(random, [each.id for each in people], 0.4),
        teams=random.randint(1, 3),
        differ=random.randint(1, 2),
    )


def _wishes(random: Random, ids: list[UUID], parishes: list[UUID], most: int) -> Wishes:
    def now_and_then(share: float = 0.2) -> bool:
        return random.random() < share

    def group(size: int) -> tuple[frozenset[UUID], ...]:
        return (frozenset(random.sample(ids, size)),) if len(ids) >= size and now_and_then() else ()

    return Wishes(
        fewest=random.choice([1, 1, 1, 2, 3]),
        most=most,
        must=frozenset().union(*group(1)),
        must_not=some(random, ids, 0.1),
        together=group(2),
        apart=group(2) + group(3),
        parishes=frozenset({parishes[0]}) if now_and_then(0.15) else frozenset(),
        has_transport=now_and_then(),
        kilometres=10 if now_and_then(0.15) else 0,
        language=random.choice(["", "", ANY, "pt"]),
        hours=random.choice([0, 0, 1, 2]),
    )


def a_larger_problem(seed: int) -> Problem:
    """Thirty people of whom three are sought for six needs: enough for many to be left out beforehand."""
    random = Random(seed)  # noqa: S311  the same problem every time
    competences, parishes = [an_id(random) for _ in range(6)], [an_id(random) for _ in range(2)]
    people = tuple(a_person(random, competences, parishes) for _ in range(30))
    ids = [each.id for each in people]
    return Problem(
        an_id(random),
        tuple(
            Need(each, random.randint(1, 3), random.randint(0, 2), random.choice([1, 2]))
            for each in competences
        ),
        people,
        Wishes(most=3, language=random.choice(["", ANY]), hours=random.choice([0, 1])),
        parish_id=random.choice(parishes),
        proposed=some(random, ids, 0.4),
        teams=2,
    )
