"""A problem as a whole-number program: its columns, its rows, and what of the score can be aimed at.

For each need and each level from its minimum on, a column counts places: at most those that are asked for,
and at most those who can do it at that level. Summed over the lowest levels, times the weights, that is the
coverage; summed over the others, the steps above the minimum of the best who can. A language or time of the
week has a column that says whether it is shared, and then nobody without it is in the team.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from app.initiatives.pool.people import Person
from app.initiatives.teams.milp import Model, Row
from app.initiatives.teams.problem import Problem, Team
from app.initiatives.teams.reduction import Alike, Marks

Aim = Mapping[int, float]
"""By column its factor."""


class Program:
    """`groups` are those that newcomers come from; `better` are teams from which each other one differs."""

    def __init__(
        self, problem: Problem, marks: Marks, groups: Sequence[Alike], better: Sequence[Team]
    ) -> None:
        self.problem, self.marks, self.groups = problem, marks, groups
        self.model = Model()
        self.columns = [self.model.add(group.most) for group in groups]
        self.by_id = {
            group.people[0].id: column
            for column, group in zip(self.columns, groups, strict=True)
            if len(group.people) == 1
        }
        self.places = {step: self._count(bit, *step) for bit, step in enumerate(marks.steps)}
        self.shared: dict[int, int] = {}
        self._hold_sizes()
        self._hold_people()
        self._share(marks.languages, len(marks.steps), 1)
        self._share(marks.hours, len(marks.steps) + len(marks.languages), problem.wishes.hours)
        for team in better:
            self._differ(team)

    @property
    def coverage(self) -> Aim:
        needs = self.problem.needs
        return {
            column: needs[need].weight
            for (need, level), column in self.places.items()
            if level == needs[need].minimum
        }

    @property
    def beyond(self) -> Aim:
        needs = self.problem.needs
        return {column: 1 for (need, level), column in self.places.items() if level > needs[need].minimum}

    @property
    def size(self) -> Aim:
        """Newcomers."""
        return dict.fromkeys(self.columns, 1)

    def hold(self, aim: Aim, least: float) -> None:
        """From now on, at least so much of it."""
        self.model.rows.append(Row(aim, lower=least))

    def team_of(self, values: Sequence[float]) -> list[Person]:
        """The newcomers that a solution names."""
        numbers = [
            (group, round(values[column])) for column, group in zip(self.columns, self.groups, strict=True)
        ]
        return [person for group, number in numbers for person in group.people[:number]]

    def values_of(self, team: Iterable[Person]) -> list[float]:
        """The solution that names these newcomers, each of whom is in a group."""
        values = [0.0] * len(self.model.uppers)
        everybody = [self.marks.of(each) for each in self.problem.members]
        groups = {
            each.id: column
            for column, group in zip(self.columns, self.groups, strict=True)
            for each in group.people
        }
        for each in team:
            values[groups[each.id]] += 1
            everybody.append(self.marks.of(each))
        for bit, column in enumerate(self.places.values()):
            values[column] = min(self.model.uppers[column], sum(each >> bit & 1 for each in everybody))
        for column, bit in self.shared.items():
            values[column] = float(all(each >> bit & 1 for each in everybody))
        return values

    def _having(self, bit: int) -> dict[int, float]:
        """The columns of those with a mark."""
        return {
            column: 1
            for column, group in zip(self.columns, self.groups, strict=True)
            if group.marks >> bit & 1
        }

    def _count(self, bit: int, need: int, level: int) -> int:
        wanted = self.problem.needs[need]
        there = sum(each.can(wanted.competence_id, level) for each in self.problem.members)
        column = self.model.add(wanted.people, is_whole=False)
        self.model.rows.append(Row({column: -1, **self._having(bit)}, lower=-there))
        return column

    def _hold_sizes(self) -> None:
        wishes, there = self.problem.wishes, len(self.problem.members)
        fewest = max(wishes.fewest - there, 0 if there else 1)
        self.model.rows.append(Row(self.size, lower=fewest, upper=wishes.most - there))

    def _hold_people(self) -> None:
        """Who must be in it, who comes together, who does not."""
        wishes, members = self.problem.wishes, {each.id for each in self.problem.members}
        for who in wishes.must - members:
            self.hold({self.by_id[who]: 1}, 1)
        for block in wishes.together:
            columns = [self.by_id[who] for who in block - members if who in self.by_id]
            if block & members:
                self.hold(dict.fromkeys(columns, 1), len(block - members))
            elif len(columns) < len(block):
                self.model.rows.append(Row(dict.fromkeys(columns, 1), upper=0))
            for one, other in pairwise(columns):
                self.model.rows.append(Row({one: 1, other: -1}, lower=0, upper=0))
        for some in wishes.apart:
            columns = [self.by_id[who] for who in some - members if who in self.by_id]
            self.model.rows.append(Row(dict.fromkeys(columns, 1), upper=0 if some & members else 1))

    def _share(self, what: Sequence[str], first: int, number: int) -> None:
        """So many of these are shared by the whole team, from the bit of the first on."""
        if not what:
            return
        most = self.problem.wishes.most
        shared = {self.model.add(1): bit for bit, _each in enumerate(what, start=first)}
        for column, bit in shared.items():
            without = dict.fromkeys(self.columns, 1.0)
            for each in self._having(bit):
                del without[each]
            self.model.rows.append(Row({**without, column: most}, upper=most))
        self.hold(dict.fromkeys(shared, 1), number)
        self.shared |= shared

    def _differ(self, better: Team) -> None:
        """So many are not in the better team."""
        others = dict.fromkeys(self.columns, 1.0)
        for who in better.people:
            others.pop(self.by_id.get(who, -1), None)
        self.hold(others, self.problem.differ)
