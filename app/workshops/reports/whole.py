"""A period on one page: its sessions, what the programme did besides, and the offers that were filled.

Ages and groups of those who came stand there once, as the programme tells them, and what one of the two
leaves out the other does not tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core.disclosure import Shown
from app.workshops.reports.programme import Column, Programme
from app.workshops.reports.report import Line, Report
from app.workshops.reports.year import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """`filled`: offers by whom they were, together under ""; `parishes`: their names by their ids.

    `is_rounded`: small numbers of a year that was told before numbers were rounded are left out of it.
    """

    programme: Programme
    report: Report
    lines: Sequence[Line]
    filled: Mapping[str, Shown]
    parishes: Mapping[str, str]
    is_rounded: bool


def whole(
    programme: Programme,
    found: Activity,
    filled: Mapping[str, Shown],
    parishes: Mapping[str, str],
    *,
    is_rounded: bool,
) -> Whole:
    """Those who came as the programme and as the report tells them: the same people, and the same number."""
    came = programme.columns["came"].people
    once = replace(found.report, ages={}, groups={})
    if came is None or once.people is None:
        once = replace(once, people=None, families=None, attended=None)
        came_column = replace(programme.columns["came"], people=None, times=None)
        programme = replace(programme, columns={**programme.columns, "came": came_column})
    lines = list(found.lines.values())
    return Whole(
        programme=programme, report=once, lines=lines, filled=filled, parishes=parishes, is_rounded=is_rounded
    )


def as_json(told: Whole) -> dict[str, Any]:
    """As it is kept: names of columns are those of these classes."""
    return asdict(told)


def from_json(kept: Mapping[str, Any]) -> Whole:
    """What `as_json` made of it."""
    columns = {kind: Column(**each) for kind, each in kept["programme"]["columns"].items()}
    return Whole(
        programme=Programme(columns=columns, totals=kept["programme"]["totals"]),
        report=Report(**kept["report"]),
        lines=[Line(**each) for each in kept["lines"]],
        filled=kept["filled"],
        parishes=kept["parishes"],
        is_rounded=kept.get("is_rounded", False),
    )
