"""Leaving out who cannot be in the best team, so that thousands of people become a few hundred. Exact.

What matters of somebody is a set of marks (`Marks`): one for each level that they reach, from the minimum of
a need on, and one for each language and time of the week that a wish reads. Whoever has all the marks of
another, and no more against them, can take that other's place and the team is no worse. A team with `places`
for newcomers leaves one of `places` such people free, so that a person below so many is never missed.

Whoever is named in a wish is kept, and takes nobody's place: a wish may read who they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.initiatives.pool.people import TEACHES, Person
from app.initiatives.teams.conflicts import shared_by
from app.initiatives.teams.problem import ANY, Problem

WORD = 64
BLOCK = 256
"""So many are compared at a time: all at once would take memory by the square."""


@dataclass(frozen=True, slots=True)
class Alike:
    """People with the same marks, who has least against them first: `most` of them can be in the team."""

    marks: int
    people: Sequence[Person]
    most: int


class Marks:
    """What a problem reads of people, a bit each: `steps` (place of a need, level), `languages`, `hours`."""

    def __init__(self, problem: Problem, people: Sequence[Person]) -> None:
        wishes = problem.wishes
        self.problem = problem
        self.steps = [
            (place, level)
            for place, need in enumerate(problem.needs)
            for level in range(need.minimum, TEACHES + 1)
        ]
        self.languages = shared_by(problem.members, people, "languages") if wishes.language == ANY else []
        self.hours = shared_by(problem.members, people, "hours") if wishes.hours else []

    def of(self, person: Person) -> int:
        needs = self.problem.needs
        has = [person.can(needs[place].competence_id, level) for place, level in self.steps]
        has += [each in person.languages for each in self.languages]
        has += [each in person.hours for each in self.hours]
        return sum(1 << place for place, each in enumerate(has) if each)

    def against(self, person: Person) -> tuple[int, int, int]:
        """What of the score counts against somebody, in its order: distance, proposed, rotation."""
        problem = self.problem
        proposed = person.id in problem.proposed
        return person.distance_to(problem.parish_id), int(proposed), problem.rotation(person.id)


def alike(marks: Marks, people: Iterable[Person], named: Collection[UUID], places: int) -> list[Alike]:
    """For aims that read nothing but marks: people with the same ones together, without whoever is below
    `places` others by marks alone.
    """
    groups: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        if person.id not in named:
            groups[marks.of(person)].append(person)
    found = [
        Alike(mark, sorted(some, key=lambda each: (marks.against(each), each.id)), min(places, len(some)))
        for mark, some in sorted(groups.items(), key=lambda each: (-each[0].bit_count(), each[0]))
    ]
    kept = undominated([each.marks for each in found], [each.most for each in found], places)
    return [found[place] for place in kept] + alone(marks, (each for each in people if each.id in named))


def apart(marks: Marks, people: Iterable[Person], named: Collection[UUID], places: int) -> list[Alike]:
    """For aims that read everything: each for themselves, without whoever is below `places` others."""
    others = sorted(
        (each for each in people if each.id not in named),
        key=lambda each: (marks.against(each), -marks.of(each).bit_count(), each.id),
    )
    kept = undominated([marks.of(each) for each in others], [1] * len(others), places)
    return alone(marks, [others[place] for place in kept]) + alone(
        marks, (each for each in people if each.id in named)
    )


def alone(marks: Marks, people: Iterable[Person]) -> list[Alike]:
    return [Alike(marks.of(each), (each,), 1) for each in people]


def undominated(marks: Sequence[int], counts: Sequence[int], places: int) -> list[int]:
    """The places in the list of those who are below fewer than `places` earlier ones, themselves counted as
    often as `counts` says. Below another is whoever has no mark that the other lacks.

    Those who fall need not be counted: whoever is above them is above whomever they are above.
    """
    import numpy as np

    words = max(1, -(-max((each.bit_length() for each in marks), default=0) // WORD))
    packed = b"".join(each.to_bytes(words * WORD // 8, "little") for each in marks)
    rows = np.frombuffer(packed, dtype="<u8").reshape(len(marks), words)
    weights = np.asarray(counts, dtype=np.int64)
    kept = np.empty(0, dtype=np.int64)
    for start in range(0, len(marks), BLOCK):
        block = np.arange(start, min(start + BLOCK, len(marks)))
        above = _below(rows[block], rows[kept]) @ weights[kept]
        block, above = block[above < places], above[above < places]
        above += np.tril(_below(rows[block], rows[block]), -1) @ weights[block]
        kept = np.concatenate([kept, block[above < places]])
    return [int(each) for each in kept]


def _below(some: Any, others: Any) -> Any:
    """Of each of some, which of the others have all its marks; both as rows of words."""
    return ((some[:, None, :] & ~others[None, :, :]) == 0).all(axis=2)
