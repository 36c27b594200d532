"""What would it take: the measures that open most demands, and of those that open as many, reach most people.

Compared in this order: demands opened; different people who could serve one of them; what it costs; how many
measures. A demand is opened when a team of its size exists whose members cover every need at its level with as
many people as it takes, once the measures have taught them, and each of its hindrances is lifted. Somebody
could serve it who knows something of what it needs and can stand in such a team. Demands are judged one by
one: a person, and a seat of a course, may count for several.
"""

import time
from collections.abc import Callable, Iterable, Sequence

from app.initiatives.measures.crews import TooHard
from app.initiatives.measures.doors import Door, Doors
from app.initiatives.measures.problem import Answer, Marginal, Question, Worth
from app.initiatives.measures.program import INFINITY, Program, Row

FOR_JUDGING = 0.5
"""The part of the time that judging the demands may take."""
FOR_PEOPLE = 0.5
"""The part of what is left that a search for more people may take; the rest is for what each measure is worth."""
Progress = Callable[[int, int], None]


def solve(question: Question, *, seconds: float = 10.0, progress: Progress = lambda *_: None) -> Answer:
    """The best choice, or the best found in the time and how much better one could be.

    `progress` gets (steps done, steps in all): one a demand, and one a measure of the answer.
    """
    return _Search(question, seconds, progress).answer()


class _Search:
    def __init__(self, question: Question, seconds: float, progress: Progress) -> None:
        self.question = question
        self.began, self.seconds = time.monotonic(), seconds
        self.progress = progress
        self.total = len(question.demands) + question.at_most + 1
        self.doors: list[Door] = []
        self.feasible: list[str] = []
        self.closed: list[str] = []
        self.undecided: list[str] = []

    def answer(self) -> Answer:
        self._judge_demands()
        program = Program(self.question.measures, self.doors, self.question.at_most, self.question.budget)
        return self._answer(program)

    @property
    def left(self) -> float:
        return self.seconds - (time.monotonic() - self.began)

    def _judge_demands(self) -> None:
        judge = Doors(self.question)
        for done, demand in enumerate(self.question.demands):
            self.progress(done, self.total)
            if self.left < self.seconds * (1 - FOR_JUDGING):
                self.undecided.append(demand.id)
                continue
            try:
                door = judge.of(demand)
            except TooHard:
                self.undecided.append(demand.id)
                continue
            if door.is_closed:
                self.closed.append(demand.id)
            elif door.is_open(0):
                self.feasible.append(demand.id)
            else:
                self.doors.append(door)

    def _answer(self, program: Program) -> Answer:
        chosen, bound = self._best(program, 0, self.left * FOR_PEOPLE)
        chosen = self._cheapest(program, chosen)
        self.progress(len(self.question.demands) + 1, self.total)
        worth = self._worth(chosen)
        marginals = {}
        members = _members(chosen)
        for done, measure in enumerate(members):
            seconds = self.left / (len(members) - done)
            other, most = self._best(program, 1 << measure, seconds)
            without = self._worth(other)
            marginals[self.question.measures[measure].id] = Marginal(without, without == most)
            self.progress(len(self.question.demands) + 2 + done, self.total)
        self.progress(self.total, self.total)
        undecided = len(self.undecided)
        return Answer(
            feasible=tuple(self.feasible),
            chosen=tuple(self.question.measures[m].id for m in members),
            opened={door.demand.id: door.who(chosen).bit_count() for door in self._opened(chosen)},
            worth=worth,
            bound=Worth(bound.demands + undecided, len(self.question.people) if undecided else bound.people),
            closed=tuple(self.closed),
            undecided=tuple(self.undecided),
            marginals=marginals,
        )

    def _best(self, program: Program, without: int, seconds: float) -> tuple[int, Worth]:
        """Most demands, then most people: the measures, and what nothing can exceed."""
        ends = time.monotonic() + seconds
        start = self._greedy(without)
        opened = dict.fromkeys(program.opened, 1.0)
        first = program.solve(opened, start=start, without=without, seconds=seconds)
        start = max(self._kept(first.chosen), start, key=self._rank)
        demands = self._worth(start).demands
        if demands < first.bound:
            return start, Worth(first.bound, len(self.question.people))
        limits: list[Row] = [(demands, INFINITY, opened)]
        more = program.solve(
            program.reached, start=start, without=without, limits=limits, seconds=ends - time.monotonic()
        )
        start = max(self._kept(more.chosen), start, key=self._rank)
        return start, Worth(demands, max(more.bound, self._worth(start).people))

    def _cheapest(self, program: Program, chosen: int) -> int:
        """As good, for less money, and then without what adds nothing."""
        worth = self._worth(chosen)
        limits: list[Row] = [
            (worth.demands, INFINITY, dict.fromkeys(program.opened, 1.0)),
            (worth.people, INFINITY, program.reached),
        ]
        costs = {place: -float(each.cents) for place, each in enumerate(self.question.measures)}
        found = program.solve(costs, start=chosen, limits=limits, seconds=self.left * FOR_PEOPLE)
        chosen = max(self._kept(found.chosen), chosen, key=self._rank)
        for measure in reversed(_members(chosen)):
            if self._worth(chosen & ~(1 << measure)) == worth:
                chosen &= ~(1 << measure)
        return chosen

    def _greedy(self, without: int) -> int:
        """A good choice to begin with: one after the other, whatever adds most for its price."""
        chosen = 0
        while True:
            more = [
                chosen | 1 << m for m in range(len(self.question.measures)) if not (chosen | without) >> m & 1
            ]
            best = max((each for each in more if self._is_allowed(each)), key=self._rank, default=0)
            if not best or self._worth(best) == self._worth(chosen):
                return chosen
            chosen = best

    def _kept(self, chosen: int) -> int:
        """Nothing, where rounding broke a limit."""
        return chosen if self._is_allowed(chosen) else 0

    def _is_allowed(self, chosen: int) -> bool:
        budget = self.question.budget
        return chosen.bit_count() <= self.question.at_most and (
            budget is None or self._cost(chosen) <= budget
        )

    def _cost(self, chosen: int) -> int:
        return sum(self.question.measures[m].cents for m in _members(chosen))

    def _rank(self, chosen: int) -> tuple[int, int, int, int]:
        worth = self._worth(chosen)
        return worth.demands, worth.people, -self._cost(chosen), -chosen.bit_count()

    def _opened(self, chosen: int) -> Sequence[Door]:
        return [door for door in self.doors if door.is_open(chosen)]

    def _worth(self, chosen: int) -> Worth:
        people = 0
        opened = self._opened(chosen)
        for door in opened:
            people |= door.who(chosen)
        return Worth(len(opened), people.bit_count())


def _members(chosen: int) -> list[int]:
    return [m for m in range(chosen.bit_length()) if chosen >> m & 1]


__all__: Iterable[str] = ["Progress", "solve"]
