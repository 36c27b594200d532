"""People as they stand in somebody's list, typed or brought as a spreadsheet: one row each, checked.

Which columns a spreadsheet has is known by their headings, in Portuguese or English, however written.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.core.secret import secret_key
from app.core.sheets import SheetRow, Value
from app.core.text import fold, tidy

MOST = 100
"""Rows that are matched at once: a person looks at each of them, and all are saved in one transaction."""
LONGEST = 200
EARLIEST = 1900
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("nome", "nome completo", "participante", "name"),
    "birth_year": (
        "ano de nascimento",
        "ano nascimento",
        "ano",
        "nascimento",
        "data de nascimento",
        "year of birth",
        "birth year",
    ),
    "contact": ("contacto", "contato", "telefone", "telemovel", "tlm", "e-mail", "email", "contact", "phone"),
}


class Fault(StrEnum):
    """Why a row cannot be used."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    BIRTH_YEAR = "birth_year"


class NoNames(Exception):
    """The spreadsheet has no column whose heading says that it holds names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list. `number` is the row's in the list, `again` how often the same stood before."""

    number: int
    name: str
    birth_year: int | None = None
    contact: str = ""
    needs_transport: bool = False
    needs_childcare: bool = False
    again: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A row as it came, and what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    fault: Fault


def read(sheet: Iterable[SheetRow]) -> tuple[list[Row], list[Broken]]:
    """The rows of a spreadsheet that can be used, and those that cannot; raises NoNames."""
    good: list[Row] = []
    broken: list[Broken] = []
    for each in sheet:
        found = _columns(each.cells)
        row = checked(each.number, found["name"], found["birth_year"], found["contact"])
        if isinstance(row, Fault):
            broken.append(Broken(each.number, {key: _said(value) for key, value in each.cells.items()}, row))
        else:
            good.append(row)
    return numbered(good), broken


def checked(number: int, name: Value, birth_year: Value, contact: Value) -> Row | Fault:
    """One row, or why it cannot be used; a year of birth may come as a day."""
    called, reached = tidy(_said(name)), tidy(_said(contact))
    if not called:
        return Fault.NO_NAME
    if max(len(called), len(reached)) > LONGEST:
        return Fault.TOO_LONG
    year = _year(birth_year)
    if isinstance(year, Fault):
        return year
    return Row(number, called, year, reached)


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Two people may share name, year and contact: the second is another one, also the next time."""
    seen: dict[tuple[str, int | None, str], int] = {}
    found = []
    for row in rows:
        key = (fold(row.name), row.birth_year, fold(row.contact))
        found.append(replace(row, again=seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return found


def id_of(row: Row, workshop_id: UUID) -> UUID:
    """The id of whoever a row brings in as new: the same when the same list comes again.

    Keyed with the secret, so that the id tells nothing about the name.
    """
    content = repr((fold(row.name), row.birth_year, fold(row.contact), row.again)).encode()
    keyed = hmac.new(secret_key().encode(), b"row:" + workshop_id.bytes + content, hashlib.sha256).digest()
    return UUID(bytes=keyed[:16], version=5)


def _columns(cells: Mapping[str, Value]) -> dict[str, Value]:
    by_heading = {fold(heading): value for heading, value in cells.items()}
    found: dict[str, Value] = {"name": "", "birth_year": "", "contact": ""}
    if not any(heading in by_heading for heading in HEADINGS["name"]):
        raise NoNames
    for field, headings in HEADINGS.items():
        filled = (by_heading[each] for each in headings if by_heading.get(each, "") != "")
        found[field] = next(filled, "")
    return found


def _year(value: Value) -> int | Fault | None:
    if value == "":
        return None
    if isinstance(value, date | datetime):
        year = value.year
    else:
        text = _said(value)
        digits = text[-4:] if "/" in text or text[2:3] == "-" else text[:4]
        if not digits.isdecimal() or len(digits) != 4:
            return Fault.BIRTH_YEAR
        year = int(digits)
    return year if EARLIEST <= year <= date.today().year else Fault.BIRTH_YEAR  # noqa: DTZ011  any zone will do


def _said(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
