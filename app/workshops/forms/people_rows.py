"""The rows of a table of people as they were typed: lists of fields with the same names."""

from dataclasses import dataclass
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from app.workshops.rows import LONGEST, MOST, Fault, Row, checked


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One line of the table, and its person or what is wrong with it; neither for an empty line."""

    number: int
    name: str = ""
    birth_year: str = ""
    contact: str = ""
    needs_transport: bool = False
    needs_childcare: bool = False
    row: Row | None = None
    fault: Fault | None = None


def typed_rows(form: MultiDict[str, str]) -> list[TypedRow]:
    """The lines of the table that have something in them."""
    columns = [form.getlist(name)[:MOST] for name in ("number", "name", "birth_year", "contact")]
    needs = {name: set(form.getlist(name)) for name in ("transport", "childcare")}
    found = [
        _line(str(number), str(name), str(year), str(contact), needs)
        for number, name, year, contact in zip_longest(*columns, fillvalue="")
    ]
    return [line for line in found if line is not None]


def _line(number: str, name: str, year: str, contact: str, needs: dict[str, set[str]]) -> TypedRow | None:
    name, year, contact = (each.strip()[: LONGEST + 1] for each in (name, year, contact))
    if not (name or year or contact) or not number.isascii() or not number.isdecimal():
        return None
    place = int(number[:6])
    transport, childcare = (number in needs[each] for each in ("transport", "childcare"))
    result = checked(place, name, year, contact)
    if isinstance(result, Fault):
        return TypedRow(place, name, year, contact, transport, childcare, fault=result)
    row = Row(place, result.name, result.birth_year, result.contact, transport, childcare)
    return TypedRow(place, name, year, contact, transport, childcare, row=row)
