"""The official list of parishes, CSV or XLSX, read row by row: what is wrong is said, the rest enters.

Columns, in any order:

    code                parish, six characters: "010103", "0302FA" (four of the municipality, two of its own)
    name                parish
    municipality_code   four digits: "0101"
    municipality_name
    district            for the reader of the file; not stored
    valid_from          first day, as 2025-10-13, or empty
    valid_until         last day, or empty
    predecessors        codes of the parishes that went into this one, separated by blanks; or empty
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from app.core.reading import said
from app.core.sheets import read_rows

COLUMNS = (
    "code",
    "name",
    "municipality_code",
    "municipality_name",
    "valid_from",
    "valid_until",
    "predecessors",
)
MUNICIPALITY_CODE = re.compile(r"[0-9]{4}")
PARISH_CODE = re.compile(r"[0-9]{4}[0-9A-Z]{2}")
LONGEST_NAME = 200
MOST_ROWS = 20_000
MADEIRA = frozenset({"31", "32"})
AZORES = frozenset(str(district) for district in range(41, 50))
MAIN_ZONE, MADEIRA_ZONE, AZORES_ZONE = ZONES = "Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"
"""Every time zone in which a municipality may be."""


@dataclass(frozen=True, slots=True)
class ParishRow:
    """One parish of the list; `line` is where it stands in the file."""

    line: int
    code: str
    name: str
    municipality_code: str
    municipality_name: str
    valid_from: date | None
    valid_until: date | None
    predecessors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, as a sentence for the operator."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class UnreadableListError(Exception):
    """The file lacks columns of such a list."""


def zone_of(municipality_code: str) -> str:
    """The IANA time zone, by the district or island that the code begins with."""
    district = municipality_code[:2]
    if district in MADEIRA:
        return MADEIRA_ZONE
    return AZORES_ZONE if district in AZORES else MAIN_ZONE


def read(data: bytes, filename: str) -> Iterator[ParishRow | Problem]:
    """Each row, or what is wrong with it; raises SheetRefused, UnreadableListError without the columns."""
    sheet = read_rows(data, filename, limit=MOST_ROWS)
    names = {heading.lower() for heading in sheet[0].cells}
    if missing := [name for name in COLUMNS if name not in names]:
        raise UnreadableListError(f"the first line must name these columns too: {', '.join(missing)}")
    return (
        _row(each.number, {heading.lower(): said(cell) for heading, cell in each.cells.items()})
        for each in sheet
    )


def _row(line: int, cells: dict[str, str]) -> ParishRow | Problem:
    """The parish of a line, or everything that is wrong with it."""
    found: dict[str, Any] = {}
    wrong = []
    for name, read_cell in _CELLS.items():
        try:
            found[name] = read_cell(cells)
        except ValueError as error:
            wrong.append(str(error))
    first, last = found.get("valid_from"), found.get("valid_until")
    if first and last and last < first:
        wrong.append(f"it ends on {last}, before it begins on {first}")
    return Problem(line, "; ".join(wrong)) if wrong else ParishRow(line=line, **found)


def _code(cells: dict[str, str], column: str, shape: re.Pattern[str], needed: str) -> str:
    code = cells.get(column, "").upper()
    if not shape.fullmatch(code):
        raise ValueError(f"{column} is “{code}”; it needs {needed} (a spreadsheet drops leading zeros)")
    return code


def _municipality_code(cells: dict[str, str]) -> str:
    code = _code(cells, "municipality_code", MUNICIPALITY_CODE, "four digits such as 0101")
    if not cells.get("code", "").upper().startswith(code):
        raise ValueError(
            f"the parish code {cells.get('code')} does not begin with its municipality's, {code}"
        )
    return code


def _name(cells: dict[str, str], column: str) -> str:
    name = cells.get(column, "")
    if not name or len(name) > LONGEST_NAME:
        raise ValueError(f"{column} is {'longer than 200 characters' if name else 'empty'}")
    return name


def _predecessors(cells: dict[str, str]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(cells.get("predecessors", "").upper().split()))
    for code in codes:
        if not PARISH_CODE.fullmatch(code) or code == cells.get("code", "").upper():
            raise ValueError(f"predecessors holds “{code}”, which is not the code of another parish")
    return codes


def _day(cells: dict[str, str], column: str) -> date | None:
    value = cells.get(column, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ValueError(f"{column} is “{value}”; write the day as 2025-10-13") from error


_CELLS: Mapping[str, Callable[[dict[str, str]], Any]] = {
    "code": partial(
        _code, column="code", shape=PARISH_CODE, needed="six characters such as 010103 or 0302FA"
    ),
    "name": partial(_name, column="name"),
    "municipality_code": _municipality_code,
    "municipality_name": partial(_name, column="municipality_name"),
    "valid_from": partial(_day, column="valid_from"),
    "valid_until": partial(_day, column="valid_until"),
    "predecessors": _predecessors,
}
