"""The best team among people who share a language and times of the week, where that is wished.

For each aim in its order (values.py): with fractions of people allowed, the program is solved at once. It
says how good a team can be at most, and how good with somebody in it: whoever cannot be in a team as good as
the one at hand is left out. What remains is thinned (reduction.py) and solved in whole people.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import floor
from time import monotonic
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams.conflicts import shared_by
from app.initiatives.teams.coverage import cover_with
from app.initiatives.teams.guess import guess
from app.initiatives.teams.milp import Answer
from app.initiatives.teams.problem import ANY, Problem
from app.initiatives.teams.program import Program, Question
from app.initiatives.teams.reduction import alike, each_for_themselves, thinned
from app.initiatives.teams.values import NOTHING, WAYS, Value, best_possible, value_of

EPSILON = 1e-4
"""Bounds of whole numbers are told as fractions, which rounding may have moved."""


def sharing(problem: Problem, people: Sequence[Person]) -> list[list[Person]]:
    """For each language and times of the week that a team could share: who has them, the most first.

    A team that is as wished is among the people of one of them; who are all among those of another are left
    out.
    """
    wishes, members = problem.wishes, problem.members
    languages = shared_by(members, people, "languages") if wishes.language == ANY else [""]
    hours = shared_by(members, people, "hours") if wishes.hours else []
    found: list[list[Person]] = []
    for language, times in product(languages, combinations(hours, wishes.hours)):
        found.append(
            [
                each
                for each in people
                if (not language or language in each.languages) and each.hours.issuperset(times)
            ]
        )
    found.sort(key=len, reverse=True)
    ids = [{each.id for each in some} for some in found]
    return [
        some for place, some in enumerate(found) if not any(ids[place] <= before for before in ids[:place])
    ]


class Search:
    """Among some people: `team` are the newcomers of the best team found; none is worth more than `bound`."""

    def __init__(self, question: Question, people: Sequence[Person], ends_at: float) -> None:
        self.question, self.ends_at = question, ends_at
        problem = question.problem
        self.named = problem.wishes.named.union(*(team.people for team in question.better))
        self.groups = alike(question.marks, people, self.named, question.places)
        self.team = guess(question, self.groups, self.named)
        self.bound = best_possible(problem)

    @property
    def value(self) -> Value | None:
        """Of the team."""
        if self.team is None:
            return None
        return value_of(self.question.problem, cover_with(self.question.problem, self.team).score)

    def run(self, best: Value | None) -> None:
        """Look for the best team, until there can be none here that is better than `best`, or time is up."""
        for part in range(len(Value._fields)):
            if part == WAYS:
                self.groups = each_for_themselves(self.question.marks, self.groups)
            if not self._aim(part, best):
                return

    def _aim(self, part: int, best: Value | None) -> bool:
        """Whether to go on: it is known how good the best team is by this aim, and it may beat `best`."""
        held = self.bound[:part]
        program = Program(self.question, self.groups, held)
        relaxed = program.model.relax(program.aims[part], self.seconds)
        reach = self._reach(relaxed)
        self._learn(part, relaxed)
        if not self._can_beat(best):
            return False
        known = [value[part] for value in (self.value, best) if value and value[:part] == held]
        if known:
            self._leave_out(reach, max(known))
        kept = self.named | {each.id for each in self.team or ()}
        program = Program(self.question, thinned(self.groups, kept, self.question.places), held)
        start = None if self.team is None else program.values_of(self.team)
        answer = program.model.maximise(program.aims[part], self.seconds, start)
        if answer.values is not None:
            self.team = program.team_of(answer.values)
        self._learn(part, answer)
        self._leave_out(reach, self.bound[part])
        return answer.is_proven and self._can_beat(best)

    @property
    def seconds(self) -> float:
        """So many are left."""
        return self.ends_at - monotonic()

    def _learn(self, part: int, answer: Answer) -> None:
        if answer.is_proven and answer.values is None:
            self.bound = NOTHING
        else:
            bound = min(self.bound[part], floor(answer.bound + EPSILON))
            self.bound = self.bound._replace(**{Value._fields[part]: bound})

    def _can_beat(self, best: Value | None) -> bool:
        return self.bound != NOTHING and (best is None or self.bound > best)

    def _reach(self, relaxed: Answer) -> dict[UUID, int]:
        """By the first of a group, what a team with somebody of it can be worth at most by this aim."""
        costs = zip(self.groups, relaxed.costs, strict=False)
        return {group.people[0].id: floor(relaxed.bound + cost + EPSILON) for group, cost in costs}

    def _leave_out(self, reach: Mapping[UUID, int], least: int) -> None:
        """The groups nobody of which can be in a team that is worth so much by this aim."""
        self.groups = [
            group
            for group in self.groups
            if group.people[0].id in self.named or reach.get(group.people[0].id, least) >= least
        ]
