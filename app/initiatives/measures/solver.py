"""What would it take: the measures that open most demands, and of those that open as many, reach most people.

Compared in this order: demands opened; different people who could serve one of them; what it costs. A demand
is open when a team of its size exists whose members cover every need at its level, each with as many people
as it takes, after the measures have taught them, each of whom covers something; and when each of its
hindrances is lifted. Somebody could
serve it who can do something of what it needs and can stand in such a team. Demands are judged one by one: a
person, and a seat of a course, may count for several.
"""

import time
from collections.abc import Callable, Sequence
from math import inf

from app.initiatives.measures.crews import TooHard
from app.initiatives.measures.doors import Door, Doors, places
from app.initiatives.measures.problem import Answer, Marginal, Opened, Question, Why, Worth
from app.initiatives.measures.program import Program
from app.initiatives.teams.milp import Row

FOR_ALL = 0.9
"""The part of the time after which nothing more is begun: what goes on looks at the clock now and then."""
A_MOMENT = 0.05
"""Seconds: with less left, no search is begun."""
FOR_JUDGING = 0.5
"""The part of the time that judging the demands may take."""
FOR_CHOOSING = 0.5
"""The part of what is left for one search; the rest is for what each measure is worth."""
Progress = Callable[[int, int], None]


def solve(question: Question, *, seconds: float, progress: Progress = lambda *_: None) -> Answer:
    """The best choice, or the best found in the time and how much better one could be.

    `progress` gets (steps done, steps in all): one for each demand, each measure that may be chosen, and two.
    """
    return _Search(question, seconds, progress).answer()


class _Search:
    """Sets of measures are numbers whose bits are their places in the question."""

    def __init__(self, question: Question, seconds: float, progress: Progress) -> None:
        self.question = question
        self.ends, self.seconds = time.monotonic() + seconds * FOR_ALL, seconds
        self.done, self.progress = 0, progress
        self.doors: list[Door] = []
        self.feasible: list[str] = []
        self.closed: dict[str, Why] = {}
        self.undecided: list[str] = []

    @property
    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, len(self.question.demands) + self.question.at_most + 2)

    def answer(self) -> Answer:
        self._judge_demands()
        question = self.question
        program = Program(question.measures, self.doors, question.at_most, question.budget)
        chosen, bound = self._best(program, 0, self.left * FOR_CHOOSING)
        self._step()
        chosen = self._cheapest(program, chosen)
        self._step()
        opened = {door.demand.id: self._how(door, chosen) for door in self._opened(chosen)}
        lost = len(self.undecided)
        return Answer(
            feasible=tuple(self.feasible),
            chosen=tuple(question.measures[place].id for place in places(chosen)),
            opened=opened,
            others=tuple(door.demand.id for door in self.doors if door.demand.id not in opened),
            closed=self.closed,
            undecided=tuple(self.undecided),
            worth=self._worth(chosen),
            bound=Worth(bound.demands + lost, len(question.people) if lost else bound.people),
            marginals=self._marginals(program, chosen),
        )

    def _how(self, door: Door, chosen: int) -> Opened:
        """How a choice opens a demand: with as few of it as it takes."""
        taken = chosen
        for place in places(chosen):
            if door.is_open(taken & ~(1 << place)):
                taken &= ~(1 << place)
        measures = tuple(self.question.measures[place].id for place in places(taken))
        return Opened(door.who(chosen).bit_count(), measures)

    def _judge_demands(self) -> None:
        judge = Doors(self.question)
        latest = self.ends - self.seconds * (1 - FOR_JUDGING)
        for demand in self.question.demands:
            try:
                door = judge.of(demand, latest)
            except TooHard:
                self.undecided.append(demand.id)
            else:
                self._sort(door, judge)
            self._step()

    def _sort(self, door: Door, judge: Doors) -> None:
        if door.is_closed:
            self.closed[door.demand.id] = judge.why(door.demand)
        elif door.is_open(0):
            self.feasible.append(door.demand.id)
        else:
            self.doors.append(door)

    def _best(self, program: Program, without: int, seconds: float) -> tuple[int, Worth]:
        """Most demands, then most people: a choice, and what none can exceed."""
        if not self.doors:
            return 0, Worth(0, 0)
        ends = time.monotonic() + seconds
        best = self._greedy(without)
        if seconds < A_MOMENT:
            return best, Worth(len(self.doors), len(self.question.people))
        found = program.solve(program.opened, start=best, without=without, seconds=seconds)
        best = self._better(best, found.chosen)
        demands = self._worth(best).demands
        if demands < found.bound:
            return best, Worth(found.bound, len(self.question.people))
        as_many = Row(program.opened, demands, inf)
        seconds = ends - time.monotonic()
        if seconds < A_MOMENT:
            return best, Worth(demands, len(self.question.people))
        found = program.solve(program.reached, start=best, without=without, limits=[as_many], seconds=seconds)
        return self._better(best, found.chosen), Worth(demands, found.bound)

    def _cheapest(self, program: Program, best: int) -> int:
        """As good for less money, and without what adds nothing."""
        if not best or self.left < A_MOMENT:
            return best
        worth = self._worth(best)
        as_good = (Row(program.opened, worth.demands, inf), Row(program.reached, worth.people, inf))
        costs = {place: -each.cents for place, each in enumerate(self.question.measures)}
        found = program.solve(costs, start=best, limits=as_good, seconds=self.left * FOR_CHOOSING)
        best = self._better(best, found.chosen)
        for place in places(best):
            if self._worth(best & ~(1 << place)) == worth:
                best &= ~(1 << place)
        return best

    def _marginals(self, program: Program, chosen: int) -> dict[str, Marginal]:
        """For each measure of a choice the best there is without it."""
        found = {}
        measures = places(chosen)
        for done, place in enumerate(measures):
            other, bound = self._best(program, 1 << place, self.left / (len(measures) - done))
            worth = self._worth(other)
            found[self.question.measures[place].id] = Marginal(worth, worth == bound)
            self._step()
        return found

    def _greedy(self, without: int) -> int:
        """A choice to begin with: one after the other, whatever adds most."""
        chosen = 0
        while True:
            added = [chosen | 1 << place for place in range(len(self.question.measures))]
            allowed = [each for each in added if not each & without and self._is_allowed(each)]
            best = max(allowed, key=self._rank, default=chosen)
            if self._worth(best) == self._worth(chosen):
                return chosen
            chosen = best

    def _better(self, one: int, other: int) -> int:
        """The better of two; of two alike the first. What a solver's rounding let in is not allowed."""
        return max(one, other, key=self._rank) if self._is_allowed(other) else one

    def _is_allowed(self, chosen: int) -> bool:
        budget = self.question.budget
        is_paid = budget is None or self._cost(chosen) <= budget
        return is_paid and chosen.bit_count() <= self.question.at_most

    def _rank(self, chosen: int) -> tuple[int, int, int]:
        worth = self._worth(chosen)
        return worth.demands, worth.people, -self._cost(chosen)

    def _cost(self, chosen: int) -> int:
        return sum(self.question.measures[place].cents for place in places(chosen))

    def _opened(self, chosen: int) -> Sequence[Door]:
        return [door for door in self.doors if door.is_open(chosen)]

    def _worth(self, chosen: int) -> Worth:
        people = 0
        opened = self._opened(chosen)
        for door in opened:
            people |= door.who(chosen)
        return Worth(len(opened), people.bit_count())
