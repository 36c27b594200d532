"""The rows of a table of people as they were typed: lists of fields with the same names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from operator import attrgetter
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.core.sheets import SheetRow
from app.core.values import LONGEST
from app.network.queries import list_parish_choices
from app.people import listed
from app.people.facts import kinds
from app.ui.languages import language_names
from app.ui.sheet_trouble import fault_sentence
from app.workshops.enrolments.rows import HEADINGS, MOST, Readers, Row, as_written, read

WORDS = ("name", "birth_year", "contact", "parish", "language", "work")
"""What is typed of a person, in the order of the table."""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One line of the table as it was typed; `error` says what is wrong with it."""

    number: int
    name: str = ""
    birth_year: str = ""
    contact: str = ""
    parish: str = ""
    language: str = ""
    work: str = ""
    needs_transport: bool = False
    needs_childcare: bool = False
    error: str = ""


def typed_rows(form: MultiDict[str, str], municipality_id: UUID) -> tuple[list[Row], list[TypedRow]]:
    """The people of the table, and its lines as they were typed, by number; empty lines are left out."""
    lines = {each.number: each for each in sorted(_lines(form), key=attrgetter("number"))}
    good, reading = read(
        (
            SheetRow(each.number, {HEADINGS[name][0]: getattr(each, name) for name in WORDS})
            for each in lines.values()
        ),
        _as_typed(municipality_id),
    )
    for row in reading.broken:
        error = " ".join(map(fault_sentence, row.faults))
        lines[row.number] = replace(lines[row.number], error=error)
    return [_with_needs(row, lines[row.number]) for row in good], list(lines.values())


def _as_typed(municipality_id: UUID) -> Readers:
    """The first letters will do."""
    parish, language, work = as_written(municipality_id)
    return (
        listed.by_letters(lambda: {each: each for each in parish_names(municipality_id)}, parish),
        listed.by_letters(language_names, language),
        listed.by_letters(lambda: kinds.offered(kinds.WORK), work),
    )


def parish_names(municipality_id: UUID) -> list[str]:
    return [each.name for each in list_parish_choices(municipality_id)]


def _lines(form: MultiDict[str, str]) -> Iterator[TypedRow]:
    columns = [form.getlist(name)[:MOST] for name in ("number", *WORDS)]
    transport, childcare = (set(form.getlist(name)) for name in ("transport", "childcare"))
    for number, *typed in zip_longest(*columns, fillvalue=""):
        name, year, contact, parish, language, work = (each.strip()[: LONGEST + 1] for each in typed)
        if any(each.strip() for each in typed) and number.isascii() and number.isdecimal():
            needs = number in transport, number in childcare
            yield TypedRow(int(number[:6]), name, year, contact, parish, language, work, *needs)


def _with_needs(row: Row, typed: TypedRow) -> Row:
    return replace(row, needs_transport=typed.needs_transport, needs_childcare=typed.needs_childcare)
