"""A problem as a whole-number program: its columns, its rows, and the aims.

For each need and each level from its minimum on, a column counts places: at most those that are asked for,
and at most those who can do it at that level. Summed over the lowest levels, times the weights, that is the
coverage; summed over the others, the steps above the minimum of the best who can.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.initiatives.pool.people import Person
from app.initiatives.teams.milp import Model, Row
from app.initiatives.teams.problem import Problem, Team
from app.initiatives.teams.reduction import Alike, Marks
from app.initiatives.teams.values import FAR

Aim = Mapping[int, int]
"""By column its factor."""


@dataclass(frozen=True, slots=True)
class Question:
    """A problem, what it reads of people, and the `better` teams, from which every other one differs."""

    problem: Problem
    marks: Marks
    better: Sequence[Team] = ()

    @property
    def places(self) -> int:
        """For so many newcomers."""
        return self.problem.wishes.most - len(self.problem.members)


class Program:
    """Of the newcomers in `groups`; later aims hold what earlier ones reached (`held`)."""

    def __init__(self, question: Question, groups: Sequence[Alike], held: Sequence[int] = ()) -> None:
        self.question, self.groups = question, groups
        self.model = Model([group.most for group in groups])
        self.by_id = {
            group.people[0].id: column for column, group in enumerate(groups) if len(group.people) == 1
        }
        self.places = self._count_places()
        self._hold_sizes()
        self._hold_people()
        for team in question.better:
            self._differ(team)
        for aim, least in zip(self.aims, held, strict=False):
            self._hold(aim, least)

    @property
    def aims(self) -> tuple[Aim, ...]:
        """In their order, as app/initiatives/teams/values.py has them."""
        needs, marks = self.question.problem.needs, self.question.marks
        lowest = {
            column: needs[need].weight
            for (need, level), column in self.places.items()
            if level == needs[need].minimum
        }
        beyond = [column for column in self.places.values() if column not in lowest]
        fewest = dict.fromkeys(range(len(self.groups)), -1)
        skills = {**dict.fromkeys(beyond, self.question.places + 1), **fewest}
        against = [marks.against[group.people[0].id] for group in self.groups]
        ways = {column: -each[0] * FAR - each[1] for column, each in enumerate(against)}
        rotation = {column: -each[2] for column, each in enumerate(against)}
        return lowest, skills, ways, rotation

    def team_of(self, values: Sequence[float]) -> list[Person]:
        """The newcomers that a solution names."""
        numbers = [(group, round(values[column])) for column, group in enumerate(self.groups)]
        return [person for group, number in numbers for person in group.people[:number]]

    def values_of(self, team: Iterable[Person]) -> list[float] | None:
        """The solution that names these newcomers; None where one of them is in no group."""
        columns = {each.id: column for column, group in enumerate(self.groups) for each in group.people}
        values = [0.0] * len(self.model.uppers)
        everybody = [self.question.marks.of[each.id] for each in self.question.problem.members]
        for each in team:
            if each.id not in columns:
                return None
            values[columns[each.id]] += 1
            everybody.append(self.question.marks.of[each.id])
        for bit, column in enumerate(self.places.values()):
            able = sum(each >> bit & 1 for each in everybody)
            values[column] = min(self.model.uppers[column], able)
        return values

    def _count_places(self) -> dict[tuple[int, int], int]:
        """By step (place of a need, level) the column that counts its places."""
        problem, marks = self.question.problem, self.question.marks
        rows: list[dict[int, int]] = [{} for _ in marks.steps]
        for column, group in enumerate(self.groups):
            left = group.marks
            while left:
                lowest = left & -left
                rows[lowest.bit_length() - 1][column] = 1
                left ^= lowest
        places = {}
        for (need, level), row in zip(marks.steps, rows, strict=True):
            wanted = problem.needs[need]
            there = sum(each.can(wanted.competence_id, level) for each in problem.members)
            places[need, level] = column = self.model.add(wanted.people)
            self._hold({column: -1, **row}, -there)
        return places

    def _hold(self, factors: Mapping[int, int], least: int, most: float = float("inf")) -> None:
        self.model.rows.append(Row(factors, least, most))

    def _hold_sizes(self) -> None:
        wishes, there = self.question.problem.wishes, len(self.question.problem.members)
        fewest = max(wishes.fewest - there, 0 if there else 1)
        self._hold(dict.fromkeys(range(len(self.groups)), 1), fewest, self.question.places)

    def _hold_people(self) -> None:
        """Who must be in it, who comes together, who does not."""
        problem = self.question.problem
        members = {each.id for each in problem.members}
        for who in problem.wishes.must - members:
            self._hold({self.by_id[who]: 1} if who in self.by_id else {}, 1)
        for block in problem.wishes.together:
            columns = [self.by_id[who] for who in block - members if who in self.by_id]
            if block & members:
                self._hold(dict.fromkeys(columns, 1), len(block - members))
            elif len(columns) < len(block):
                self._hold(dict.fromkeys(columns, 1), 0, 0)
            for one, other in pairwise(columns):
                self._hold({one: 1, other: -1}, 0, 0)
        for some in problem.wishes.apart:
            columns = [self.by_id[who] for who in some - members if who in self.by_id]
            self._hold(dict.fromkeys(columns, 1), 0, 0 if some & members else 1)

    def _differ(self, better: Team) -> None:
        """So many are not in the better team."""
        others = dict.fromkeys(range(len(self.groups)), 1)
        for who in better.people:
            others.pop(self.by_id.get(who, -1), None)
        self._hold(others, self.question.problem.differ)
