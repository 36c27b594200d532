"""A good team at once: whoever adds most comes in, then each is exchanged as long as that is better."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams.conflicts import joined_blocks
from app.initiatives.teams.program import Question
from app.initiatives.teams.reduction import Alike

COVERED = 2**12
"""What a covered place counts beside a step above the minimum."""


def guess(question: Question, groups: Sequence[Alike], named: Collection[UUID]) -> list[Person] | None:
    """The newcomers of a team that is as wished; None where this way finds none. Of those who are named only
    those who must be in it are.
    """
    wishes, there = question.problem.wishes, len(question.problem.members)
    team = _forced(question, groups)
    others = [group for group in groups if group.people[0].id not in named]
    if team is None or len(team) > question.places:
        return None
    fewest = max(wishes.fewest - there, 0 if there else 1) - len(team)
    picked = _Picking(question, others, team).picked(fewest, question.places - len(team))
    number: dict[int, int] = {}
    for place in picked:
        team.append(others[place].people[number.setdefault(place, 0)])
        number[place] += 1
    ids = {each.id for each in team}
    differs = all(len(ids - {*better.people}) >= question.problem.differ for better in question.better)
    return team if len(picked) >= fewest and differs else None


def _forced(question: Question, groups: Sequence[Alike]) -> list[Person] | None:
    """Who must be in it, and who comes together with them or with a member."""
    problem = question.problem
    members = {each.id for each in problem.members}
    forced = set(problem.wishes.must)
    for block in joined_blocks(problem.wishes.together):
        if block & (problem.wishes.must | members):
            forced |= block
    found = [group.people[0] for group in groups if group.people[0].id in forced]
    return found if len(found) == len(forced - members) else None


class _Picking:
    """Out of groups, beside whoever is in the team."""

    def __init__(self, question: Question, groups: Sequence[Alike], team: Sequence[Person]) -> None:
        import numpy as np

        problem, marks = question.problem, question.marks
        needs = [problem.needs[need] for need, _level in marks.steps]
        lowest = [need.minimum == level for need, (_need, level) in zip(needs, marks.steps, strict=True)]
        self.worth = np.array(
            [need.weight * COVERED if is_lowest else 1 for need, is_lowest in zip(needs, lowest, strict=True)]
        )
        self.wanted = np.array([need.people for need in needs])
        self.rows = np.array([self._row(group.marks) for group in groups]).reshape(len(groups), len(needs))
        self.left = np.array([group.most for group in groups])
        there = [self._row(marks.of[each.id]) for each in [*problem.members, *team]]
        self.reached = np.array(there).reshape(len(there), len(needs)).sum(axis=0)

    def _row(self, marks: int) -> list[int]:
        return [marks >> bit & 1 for bit in range(len(self.worth))]

    def picked(self, fewest: int, most: int) -> list[int]:
        """The groups that people come from, as often as they do."""
        picks: list[int] = []
        while len(picks) < most and self.left.any():
            gains = self._gains()
            place = int(gains.argmax())
            if not gains[place] and len(picks) >= fewest:
                break
            self._move(place, 1)
            picks.append(place)
        while any([self._exchange(picks, number) for number in range(len(picks))]):  # noqa: C419  all of them
            pass
        return picks

    def _exchange(self, picks: list[int], number: int) -> bool:
        """Whether somebody else is better there."""
        before = picks[number]
        self._move(before, -1)
        gains = self._gains()
        picks[number] = place = int(gains.argmax())
        self._move(place, 1)
        if gains[place] > gains[before]:
            return True
        self._move(place, -1)
        self._move(before, 1)
        picks[number] = before
        return False

    def _gains(self) -> Any:
        """What one more of each group adds; below nothing where all of it are in."""
        return (self.rows @ (self.worth * (self.reached < self.wanted)) + 1) * (self.left > 0) - 1

    def _move(self, place: int, number: int) -> None:
        self.reached += number * self.rows[place]
        self.left[place] -= number
