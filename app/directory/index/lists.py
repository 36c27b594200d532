"""Lists that people bring as spreadsheets: what would become of one before anything of it is saved, the rows
with a fault as its report keeps them, and cells that hold competences.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.core.exports import Cell
from app.core.reading import BrokenRow, Fault, Reading, Values
from app.core.sheets import Value
from app.core.values import Problem, Unreadable, parts
from app.directory.index.models import DirectoryImport
from app.skills.picker.queries import meant_by

SHOWN = 3
"""Rows that are shown as they were understood."""


@dataclass(slots=True)
class Foreseen:
    """How many rows would do what; `emptied` counts by heading what is here and would be empty.

    `places` are the new ones that the rows name.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    emptied: Counter[str] = field(default_factory=Counter)
    places: dict[str, None] = field(default_factory=dict)

    def count(self, new: Mapping[str, Any], headings: Mapping[str, str]) -> None:
        """Of something that is here: what a row says that it does not, by column."""
        if new:
            self.changed += 1
            self.emptied.update(headings[name] for name, value in new.items() if value in ("", None, ()))
        else:
            self.unchanged += 1


def first_look(
    reading: Reading,
    headings: Mapping[str, str],
    understood: Callable[[Values], list[tuple[str, Cell]]],
    *,
    count: int,
    at_once: int,
) -> dict[str, Any]:
    """What the page before saving says of a list of so many rows, of which the first were read."""
    return {
        "reading": reading,
        "count": count,
        "looked_at": min(count, at_once),
        "absent": [heading for name, heading in headings.items() if name not in reading.present],
        "first": [(row.number, understood(row.values)) for row in reading.good[:SHOWN]],
    }


def kept(broken: BrokenRow) -> dict[str, Any]:
    """A row with a fault, as the report of its list keeps it."""
    return {
        "number": broken.number,
        "faults": [[each.problem, each.heading] for each in broken.faults],
        "has_entered": broken.has_entered,
        "row": dict(broken.cells),
    }


def broken_rows(report: DirectoryImport, headings: Mapping[str, str]) -> list[BrokenRow]:
    """The rows with a fault; older reports keep one fault of each, by the name of its column."""
    return [
        BrokenRow(
            each["number"],
            each["row"],
            tuple(
                Fault(Problem(problem), headings.get(column, column))
                for problem, column in each.get("faults") or [[each["problem"], each["field"]]]
            ),
            bool(each.get("has_entered")),
        )
        for each in report.broken
    ]


def competences(value: Value) -> tuple[UUID, ...]:
    """The competences that a cell names; Unreadable where the catalogue does not have one."""
    meant = meant_by(parts(value))
    if meant.unknown:
        raise Unreadable(Problem.UNKNOWN)
    return meant.ids
