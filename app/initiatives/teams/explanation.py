"""Why a team, and why each person in it: read off the matrix and the score, never made up afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.initiatives.pool.people import LEVELS
from app.initiatives.teams.matrix import Line, Matrix
from app.initiatives.teams.problem import Score

BETTER: Mapping[str, Any] = {
    "coverage": _("It covers more of what is needed, or what counts more."),
    "beyond": _("It covers the same, and its people can do it better than was asked."),
    "people": _("It covers the same as well, with fewer people."),
    "distance": _("It is otherwise the same, and more of its people live there or have their own transport."),
    "proposed": _("It is otherwise the same, and fewer of its people were proposed before."),
    "rotation": _("Nothing tells them apart: the order is by lot, another one for each opportunity."),
}
"""Why a team comes before the next, by the first part of the score in which they differ."""


def before_next(scores: Sequence[Sequence[int]], position: int) -> Any:
    """Why the team at a position comes before the one after it, in words; "" for the last."""
    if position + 1 >= len(scores):
        return ""
    mine, other = scores[position], scores[position + 1]
    return next(
        (BETTER[name] for name, one, two in zip(Score._fields, mine, other, strict=False) if one != two), ""
    )


class Part(StrEnum):
    """What somebody means to a need."""

    ONLY = "only"
    """Without them a place of it is empty."""
    ONE_OF = "one_of"
    BELOW = "below"
    """Can do it, at less than the level asked for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What somebody brings to a need, at which level; `is_beyond` what was asked."""

    line: Line
    level: str
    part: Part
    is_beyond: bool


def reasons_for(matrix: Matrix, participant_id: UUID) -> Sequence[Reason]:
    """What a person brings: first what nobody else does, then what weighs more."""
    found = [
        _reason(line, line.levels[participant_id], participant_id)
        for line in matrix.lines
        if participant_id in line.levels
    ]
    order = tuple(Part)
    return sorted(found, key=lambda each: (order.index(each.part), -each.line.weight))


def _reason(line: Line, level: str, participant_id: UUID) -> Reason:
    if participant_id not in line.able:
        part = Part.BELOW
    else:
        part = Part.ONLY if line.needs(participant_id) else Part.ONE_OF
    return Reason(line, level, part, LEVELS[level] > LEVELS[line.minimum])
