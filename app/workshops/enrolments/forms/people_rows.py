"""The rows of a table of people as they were typed: lists of fields with the same names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from operator import attrgetter

from werkzeug.datastructures import MultiDict

from app.core.sheets import SheetRow
from app.core.values import LONGEST
from app.ui.sheet_trouble import fault_sentence
from app.workshops.enrolments.rows import CONTACT, MOST, NAME, YEAR, Row, read


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One line of the table as it was typed; `error` says what is wrong with it."""

    number: int
    name: str = ""
    birth_year: str = ""
    contact: str = ""
    needs_transport: bool = False
    needs_childcare: bool = False
    error: str = ""


def typed_rows(form: MultiDict[str, str]) -> tuple[list[Row], list[TypedRow]]:
    """The people of the table, and its lines as they were typed, by number; empty lines are left out."""
    lines = {each.number: each for each in sorted(_lines(form), key=attrgetter("number"))}
    headings = (NAME.headings[0], YEAR.headings[0], CONTACT.headings[0])
    good, reading = read(
        SheetRow(each.number, dict(zip(headings, (each.name, each.birth_year, each.contact), strict=True)))
        for each in lines.values()
    )
    for row in reading.broken:
        error = " ".join(map(fault_sentence, row.faults))
        lines[row.number] = replace(lines[row.number], error=error)
    return [_with_needs(row, lines[row.number]) for row in good], list(lines.values())


def _lines(form: MultiDict[str, str]) -> Iterator[TypedRow]:
    columns = [form.getlist(name)[:MOST] for name in ("number", "name", "birth_year", "contact")]
    transport, childcare = (set(form.getlist(name)) for name in ("transport", "childcare"))
    for number, *typed in zip_longest(*columns, fillvalue=""):
        name, year, contact = (each.strip()[: LONGEST + 1] for each in typed)
        if (name or year or contact) and number.isascii() and number.isdecimal():
            at = int(number[:6])
            yield TypedRow(at, name, year, contact, number in transport, number in childcare)


def _with_needs(row: Row, typed: TypedRow) -> Row:
    return replace(row, needs_transport=typed.needs_transport, needs_childcare=typed.needs_childcare)
