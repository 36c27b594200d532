"""Leaving out who cannot be in the best team, so that thousands of people become a few dozen. Exact.

What matters of somebody is a set of marks: one for each level that they reach, from the minimum of a need on.
Whoever has all the marks of another, and no more against them, can take that other's place and the team is
no worse. A team with `places` for newcomers leaves one of `places` such people free, so that a person below
so many is never missed. Whoever is named in a wish is kept, and takes nobody's place: a wish may read who
they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.initiatives.pool.people import TEACHES, Person
from app.initiatives.teams.problem import Problem

WORD = 64
BLOCK = 256
"""So many are compared at a time: all at once would take memory by the square."""


@dataclass(frozen=True, slots=True)
class Alike:
    """People with the same marks, who has least against them first: `most` of them can be in the team."""

    marks: int
    people: Sequence[Person]
    most: int = 1


class Marks:
    """What a problem reads of people: marks, as bits by the places of `steps` (place of a need, level); and
    what is against them, as numbers in the order of the score.
    """

    def __init__(self, problem: Problem, people: Iterable[Person]) -> None:
        self.steps: list[tuple[int, int]] = []
        reached: dict[UUID, list[int]] = {}
        for place, need in enumerate(problem.needs):
            bits = [0] * (TEACHES + 1)
            for level in range(need.minimum, TEACHES + 1):
                bits[level:] = [each | 1 << len(self.steps) for each in bits[level:]]
                self.steps.append((place, level))
            reached[need.competence_id] = bits
        everybody = [*problem.members, *people]
        self.of = {
            each.id: sum(reached[what][level] for what, level in each.levels.items() if what in reached)
            for each in everybody
        }
        self.against = {
            each.id: (
                each.distance_to(problem.parish_id),
                int(each.id in problem.proposed),
                problem.rotation(each.id),
            )
            for each in everybody
        }

    def order(self, person: Person) -> tuple[Any, ...]:
        """Who has least against them first."""
        return *self.against[person.id], person.id


def alike(marks: Marks, people: Iterable[Person], named: Collection[UUID], places: int) -> list[Alike]:
    """People with the same marks together, who has most marks first; those who are named for themselves."""
    groups: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        if person.id not in named:
            groups[marks.of[person.id]].append(person)
    found = [
        Alike(mark, sorted(some, key=marks.order), min(places, len(some)))
        for mark, some in sorted(groups.items(), key=lambda each: (-each[0].bit_count(), each[0]))
    ]
    return found + alone(marks, (each for each in people if each.id in named))


def alone(marks: Marks, people: Iterable[Person]) -> list[Alike]:
    return [Alike(marks.of[each.id], (each,)) for each in people]


def each_for_themselves(marks: Marks, groups: Iterable[Alike]) -> list[Alike]:
    """The people of groups, who has least against them first, of equals who has most marks."""
    people = [person for group in groups for person in group.people]
    people.sort(key=lambda each: (marks.against[each.id], -marks.of[each.id].bit_count(), each.id))
    return alone(marks, people)


def thinned(groups: Sequence[Alike], named: Collection[UUID], places: int) -> list[Alike]:
    """Without groups that are below `places` people of earlier ones; see the order of the functions above."""
    others = [group for group in groups if group.people[0].id not in named]
    kept = undominated([group.marks for group in others], [group.most for group in others], places)
    return [others[place] for place in kept] + [group for group in groups if group.people[0].id in named]


def undominated(marks: Sequence[int], counts: Sequence[int], places: int) -> list[int]:
    """The places in the list of those who are below fewer than `places` earlier ones, each of which counts as
    often as `counts` says. Below another is whoever has no mark that the other lacks.

    Those who fall need not be counted: whoever is above them is above whomever they are above.
    """
    import numpy as np

    if not marks:
        return []
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
