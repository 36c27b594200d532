"""Circles found: each teaches the next what that one wants to learn, as many people as possible.

As programmes for exchanging kidneys match pairs (Abraham, Blum & Sandholm 2007; Roth, Sönmez & Ünver 2007):
a circle is a cycle of at most MOST people, nobody is in two, and of all sets of such circles one with most
people is chosen; of those, one with most circles, for a small circle falls apart less easily. Circles are
written out one by one (the cycle formulation). Where there are too many for that, what is found is compared
with what no set of circles of any length could exceed, and the gap is stated.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic
from uuid import UUID

from app.initiatives.pool.people import TEACHES, Person
from app.initiatives.teams.milp import Answer, Model, Row

FEWEST, MOST = 2, 5
ALONE = 2
"""Who can do it alone has nothing to learn of it."""
WRITTEN_OUT = 100_000
HALFWAY = 3
NEARLY, HALF = 1e-6, 0.5
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody, and what they want to learn."""

    person: Person
    wishes: frozenset[UUID]

    def teaches(self, other: "Learner") -> UUID | None:
        """What they could teach the other, who wants to learn it; of several the one with the lowest id."""
        taught = {key for key in other.wishes if self.person.levels.get(key, -1) >= TEACHES}
        return min((key for key in taught if other.person.levels.get(key, -1) < ALONE), default=None)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What those of a circle must share besides a language: `hours` of the week, so many at least, and, where
    it `is_near`, a parish in which all live or to which the others have transport.
    """

    hours: int = 0
    is_near: bool = False

    def may_suit(self, people: Sequence[Person]) -> bool:
        """Whether these share what the whole circle must, whoever else comes."""
        hours = frozenset.intersection(*(each.hours for each in people))
        return len(hours) >= self.hours and bool(frozenset.intersection(*(each.languages for each in people)))

    def suits(self, people: Sequence[Person]) -> bool:
        """Whether these can meet."""
        come = any(_come_to(each.parish_id, people) for each in people)
        return self.may_suit(people) and (come or not self.is_near)


def _come_to(parish_id: UUID | None, people: Sequence[Person]) -> bool:
    return all(each.parish_id == parish_id or each.has_transport for each in people)


@dataclass(frozen=True, slots=True)
class Question:
    """Who is there, by id, and how they meet."""

    learners: tuple[Learner, ...]
    meeting: Meeting = Meeting()


@dataclass(frozen=True, slots=True)
class Found:
    """Circles, each as (who, what they teach the next) in their order; `bound`: no set has more people."""

    circles: tuple[tuple[tuple[UUID, UUID], ...], ...]
    bound: int

    @property
    def people(self) -> int:
        return sum(len(circle) for circle in self.circles)

    @property
    def is_proven(self) -> bool:
        return self.people == self.bound


def solve(question: Question, *, seconds: float, progress: Progress | None = None) -> Found:
    """The circles of as many people as possible, within so many seconds. The same question, the same answer,
    where time does not run out.
    """
    begun, latest = monotonic(), monotonic() + seconds
    after = _after(question.learners)
    circles, are_all = _circles(question, after, begun + seconds / 2)
    if progress:
        progress(1, 2)
    if are_all and not circles:
        return Found((), 0)
    model, sizes = _packing(circles), [len(each) for each in circles]
    most = model.maximise(dict(enumerate(sizes)), latest - monotonic())
    people = _sum(sizes, most)
    bound = math.floor(most.bound + NEARLY)
    if not are_all:
        bound = _of_any_length(after, latest - monotonic())
    model.rows.append(Row(dict(enumerate(sizes)), people, people))
    many = model.maximise(dict.fromkeys(range(len(circles)), 1), latest - monotonic(), most.values)
    chosen = [
        circle
        for circle, value in zip(circles, many.values or most.values or (), strict=False)
        if value > HALF
    ]
    return Found(tuple(_taught(question.learners, each) for each in chosen), max(bound, people))


def _after(learners: Sequence[Learner]) -> list[list[int]]:
    """By place whom each could teach something."""
    wanting: dict[UUID, list[int]] = defaultdict(list)
    for place, each in enumerate(learners):
        for key in each.wishes:
            wanting[key].append(place)
    after = []
    for place, each in enumerate(learners):
        near = {other for key in each.person.levels for other in wanting[key]} - {place}
        after.append([other for other in sorted(near) if each.teaches(learners[other])])
    return after


def _circles(
    question: Question, after: Sequence[Sequence[int]], latest: float
) -> tuple[list[tuple[int, ...]], bool]:
    """Who could be in one, each group of people once, small ones first; and whether these are all: not where
    there are more than are written out, or time is up.
    """
    known: dict[frozenset[int], tuple[int, ...]] = {}
    for length in range(FEWEST, MOST + 1):
        for start in range(len(after)):
            for circle in _from(question, after, (start,), length):
                if circle:
                    known.setdefault(frozenset(circle), circle)
                if len(known) > WRITTEN_OUT or monotonic() > latest:
                    return [*known.values()], False
    return [*known.values()], True


def _from(
    question: Question, after: Sequence[Sequence[int]], way: tuple[int, ...], length: int
) -> Iterator[tuple[int, ...]]:
    """The circles of a length that begin with a way, whose first is the lowest: each is met once. Now and
    then nobody, so that whoever asks looks at the clock.
    """
    people = [question.learners[each].person for each in way]
    if not question.meeting.may_suit(people):
        return
    if len(way) == length:
        if way[0] in after[way[-1]] and question.meeting.suits(people):
            yield way
        return
    if len(way) == HALFWAY:
        yield ()
    for other in after[way[-1]]:
        if other > way[0] and other not in way:
            yield from _from(question, after, (*way, other), length)


def _packing(circles: Sequence[Sequence[int]]) -> Model:
    """A column for each circle, a row for each person: nobody is in two."""
    standing: dict[int, dict[int, int]] = defaultdict(dict)
    for column, circle in enumerate(circles):
        for person in circle:
            standing[person][column] = 1
    rows = [Row(columns, 0, 1) for columns in standing.values() if len(columns) > 1]
    return Model([1] * len(circles), rows)


def _of_any_length(after: Sequence[Sequence[int]], seconds: float) -> int:
    """How many people could at most stand in circles of whatever length: nobody teaches more than one, and
    whoever teaches learns. Fractions give the true number here (an assignment).
    """
    ways = [(teacher, learner) for teacher, others in enumerate(after) for learner in others]
    teaching: dict[int, dict[int, int]] = defaultdict(dict)
    learning: dict[int, dict[int, int]] = defaultdict(dict)
    for column, (teacher, learner) in enumerate(ways):
        teaching[teacher][column] = learning[learner][column] = 1
    balance = [
        Row({**teaching[who], **dict.fromkeys(learning[who], -1)}, 0, 0)
        for who in teaching.keys() | learning.keys()
    ]
    model = Model([1] * len(ways), [*(Row(each, 0, 1) for each in teaching.values()), *balance])
    return math.floor(model.relax(dict.fromkeys(range(len(ways)), 1), seconds).bound + NEARLY)


def _sum(sizes: Sequence[int], answer: Answer) -> int:
    return sum(size for size, value in zip(sizes, answer.values or (), strict=False) if value > HALF)


def _taught(learners: Sequence[Learner], circle: Sequence[int]) -> tuple[tuple[UUID, UUID], ...]:
    """Each with what they teach the next."""
    found = []
    for place, following in pairwise((*circle, circle[0])):
        competence_id = learners[place].teaches(learners[following])
        assert competence_id is not None
        found.append((learners[place].person.id, competence_id))
    return tuple(found)
