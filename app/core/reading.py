"""A list that people bring, read by columns that are declared once.

    COLUMNS = (
        Column("name", ("Nome", "Name"), text(), is_required=True),
        Column("on", ("Dia",), day),
        Column("pay", ("Salário",), money),
    )
    found = read_list(read_rows(data, upload.filename, limit=2_000), COLUMNS)
    found.good, found.broken, found.unused

Headings are known however they are written. Of a row everything that is wrong with it is said at once. A cell
that cannot be read is left out, and the row enters without it; only where that cell matters the row stays
out, and comes back as it was. Values are read by app/core/values.py.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from app.core.errors import DomainError
from app.core.exports import Cell
from app.core.sheets import SheetRow, Value
from app.core.text import fold, tidy_lines
from app.core.values import Problem, Reader, Unreadable

_SIGNS = re.compile(r"[^\w\s]")
Values = dict[str, Any]
Placed = Mapping[str, Sequence[str]]
"""By the name of a column the headings under which it stands."""
Check = Callable[[Values, Sequence["Fault"]], Iterable["Fault"]]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of ours, the headings it may stand under (the first is the one we write), how it is read.

    A cell in which nothing stands is what the reader makes of "". A row without what is vital stays out: by
    it the row is known, or it would say something wrong. Of several headings that mean the same the first is
    used, or, where the column gathers, all.
    """

    name: str
    headings: tuple[str, ...]
    read: Reader
    is_required: bool = False
    is_vital: bool = False
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: `heading` as we write it."""

    problem: Problem
    heading: str


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that was understood, what it says, and as it came; `number` as the spreadsheet counts."""

    number: int
    values: Values
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row as it came, and everything that is wrong with it; it may have entered without these cells."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...]
    has_entered: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a list. `broken` are the rows that stay out and those that enter without a cell.

    `present` are the names of the columns that the list has, `unused` its headings that no column answers to.
    """

    good: list[GoodRow]
    broken: list[BrokenRow]
    present: frozenset[str]
    unused: tuple[str, ...]


class MissingColumns(DomainError):
    """The list lacks columns without which no row means anything; `headings` as we write them."""

    status = 422

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        super().__init__(*headings)


def read_list(
    sheet: Iterable[SheetRow],
    columns: Sequence[Column],
    *,
    check: Check | None = None,
    told: Placed | None = None,
) -> Reading:
    """Read every row; MissingColumns where there are any. `check` says what is wrong with cells together,
    beside what is wrong with each, and may add what the list does not say. `told` is where each column
    stands, where somebody has said so.
    """
    rows = list(sheet)
    headings = list(dict.fromkeys(heading for row in rows for heading in row.cells))
    found = placed(headings, columns) if told is None else told
    missing = [each.headings[0] for each in columns if each.is_required and each.name not in found]
    if rows and missing:
        raise MissingColumns(missing)
    used = {heading for several in found.values() for heading in several}
    unused = tuple(each for each in headings if each not in used)
    reading = Reading([], [], frozenset(found), unused)
    by_heading = {each.headings[0]: each for each in columns}
    for row in rows:
        values, faults = _read(row, columns, found)
        if check and not _stays_out(faults, by_heading):
            faults += check(values, tuple(faults))
        for fault in faults:
            values.pop(by_heading[fault.heading].name, None)
        is_in = not _stays_out(faults, by_heading)
        cells = {heading: said(value) for heading, value in row.cells.items()}
        if is_in:
            reading.good.append(GoodRow(row.number, values, cells))
        if faults:
            reading.broken.append(BrokenRow(row.number, cells, tuple(faults), is_in))
    return reading


def news(values: Values, columns: Iterable[Column], there: Mapping[str, Cell]) -> Values:
    """What a row says that is not there yet: `there` are the cells that we would write ourselves by column.

    So what went out comes in again without a change, whatever a reader would make of it.
    """
    found = {each.name: each for each in columns}
    return {
        name: value
        for name, value in values.items()
        if name not in there or not _says(found[name], there[name], value)
    }


def _says(column: Column, cell: Cell, value: Any) -> bool:
    """Whether a cell of ours means a value."""
    sent: Value = "" if cell is None else float(cell) if isinstance(cell, Decimal) else cell
    try:
        return bool(column.read(sent) == value)
    except Unreadable:
        return False


def but_for_ours(broken: Iterable[BrokenRow], ours: Mapping[int, Mapping[str, Cell]]) -> list[BrokenRow]:
    """Rows with a fault, but for cells that say what we wrote there: `ours` by number of the row and heading.

    What came in by another way may be what no list could bring in.
    """
    found = []
    for row in broken:
        own = ours.get(row.number, {}) if row.has_entered else {}
        wrong = [
            each
            for each in row.faults
            if each.heading not in own
            or row.cells.get(each.heading) != tidy_lines(str(own[each.heading] or ""))
        ]
        found += [replace(row, faults=tuple(wrong))] if wrong else []
    return found


def _stays_out(faults: Iterable[Fault], columns: Mapping[str, Column]) -> bool:
    found = (columns[fault.heading] for fault in faults)
    return any(each.is_vital or each.is_required for each in found)


def placed(headings: Sequence[str], columns: Sequence[Column]) -> dict[str, list[str]]:
    """Under which headings of the list each column stands, as far as they are known: its own order first."""
    by_words = {_folded(heading): heading for heading in headings}
    found = {
        column.name: [
            by_words[word] for word in dict.fromkeys(map(_folded, column.headings)) if word in by_words
        ]
        for column in columns
    }
    gathering = {each.name for each in columns if each.gathers}
    return {name: several if name in gathering else several[:1] for name, several in found.items() if several}


def _read(row: SheetRow, columns: Sequence[Column], found: Placed) -> tuple[Values, list[Fault]]:
    values: Values = {}
    faults = []
    for column in columns:
        if column.name not in found:
            continue
        cells = [cell for each in found[column.name] if (cell := row.cells.get(each, "")) != ""]
        try:
            cell = "; ".join(map(said, cells)) if len(cells) > 1 else next(iter(cells), "")
            values[column.name] = value = column.read(cell)
            if column.is_required and value in ("", None):
                raise Unreadable(Problem.MISSING)  # noqa: TRY301  said like any other fault
        except Unreadable as wrong:
            faults.append(Fault(wrong.problem, column.headings[0]))
    return values, faults


def beside(broken: Iterable[BrokenRow], more: Iterable[BrokenRow]) -> list[BrokenRow]:
    """Rows with a fault and what was found wrong later: everything that is wrong with each, once."""
    found = {row.number: row for row in broken}
    for row in more:
        before = found[row.number].faults if row.number in found else ()
        found[row.number] = replace(row, faults=(*before, *row.faults))
    return [found[number] for number in sorted(found)]


def said(value: Value) -> str:
    """A cell as it is given back: days as 2026-03-01."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def rows_to_mend(
    broken: Sequence[BrokenRow], heading: str, sentence: Callable[[Fault], str]
) -> tuple[list[str], list[list[Cell]]]:
    """Header and rows of a file with what did not enter: why, then the cells as they came."""
    headings = list(dict.fromkeys(each for row in broken for each in row.cells))
    rows: list[list[Cell]] = [
        [" ".join(map(sentence, row.faults)), *(row.cells.get(each, "") for each in headings)]
        for row in broken
    ]
    return [heading, *headings], rows


@lru_cache(maxsize=1_024)
def _folded(text: str) -> str:
    """Nº and N.º, Email and E-mail are the same heading."""
    return _SIGNS.sub("", fold(text.replace("°", "º")))
