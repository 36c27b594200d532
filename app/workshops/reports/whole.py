"""A period on one page: its sessions, what the programme did besides, and the offers that were filled.

What two of them could tell of the same people stands there once. Two tables that leave out different
numbers would give both away, and so would a total in one that the other leaves out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core.disclosure import Shown
from app.workshops.reports.programme import Column, Programme
from app.workshops.reports.report import Line, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """`filled`: offers by whom they were, together under ""; `parishes`: their names by their ids."""

    programme: Programme
    report: Report
    lines: Sequence[Line]
    filled: Mapping[str, Shown]
    parishes: Mapping[str, str]


def whole(
    programme: Programme,
    report: Report,
    lines: Sequence[Line],
    filled: Mapping[str, Shown],
    parishes: Mapping[str, str],
) -> Whole:
    """Ages and groups of those who came, and how many they are, as the programme tells them."""
    came = programme.columns["came"].people
    once = replace(report, people=came, ages={}, groups={})
    if came is None:
        once = replace(once, attended=None)
        lines = [replace(each, people=None, attended=None) for each in lines]
    return Whole(programme=programme, report=once, lines=lines, filled=filled, parishes=parishes)


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
    )
