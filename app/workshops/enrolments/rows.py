"""People as they stand in somebody's list, typed or brought as a spreadsheet: one row each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.core import values
from app.core.reading import Column, GoodRow, Reading, read_list
from app.core.sheets import SheetRow
from app.core.text import fold
from app.core.values import Reader
from app.people import listed

MOST = 100
"""Rows that are matched at once: a person looks at each of them, and all are saved in one transaction."""
HEADINGS = {
    "name": listed.NAME,
    "birth_year": listed.BORN,
    "contact": listed.CONTACT,
    "parish": listed.PARISH,
    "language": listed.LANGUAGE,
    "work": listed.WORK,
}
Readers = tuple[Reader, Reader, Reader]
"""Of the parish, the language and the situation with regard to work."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list. `number` is the row's in the list, `again` how often the same stood before."""

    number: int
    name: str
    birth_year: int | None = None
    contact: str = ""
    parish: UUID | None = None
    language: str = ""
    work: str = ""
    needs_transport: bool = False
    needs_childcare: bool = False
    again: int = 0


def as_written(municipality_id: UUID) -> Readers:
    """What somebody brings says things by their whole names."""
    return listed.parish_in(municipality_id), listed.language, listed.work


def read(sheet: Iterable[SheetRow], readers: Readers) -> tuple[list[Row], Reading]:
    """The rows of a list that can be used, and what else became of it; raises MissingColumns."""
    found = read_list(sheet, _columns(*readers))
    return numbered([_row(each) for each in found.good]), found


def _columns(parish: Reader, language: Reader, work: Reader) -> tuple[Column, ...]:
    return (
        Column("name", HEADINGS["name"], values.text(), is_required=True),
        Column("birth_year", HEADINGS["birth_year"], values.year, is_vital=True),  # a person is known by it
        Column("contact", HEADINGS["contact"], values.identifier(), is_vital=True, gathers=True),
        Column("parish", HEADINGS["parish"], parish),
        Column("language", HEADINGS["language"], language),
        Column("work", HEADINGS["work"], work),
    )


def _row(good: GoodRow) -> Row:
    return Row(good.number, **{name: said for name, said in good.values.items() if said is not None})


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Two people may share name, year and contact: the second is another one, also the next time."""
    seen: dict[tuple[str, int | None, str], int] = {}
    found = []
    for row in rows:
        key = (fold(row.name), row.birth_year, fold(row.contact))
        found.append(replace(row, again=seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return found


def id_of(row: Row, workshop_id: UUID, beside: int = 0) -> UUID:
    """The id of whoever a row brings in as new: the same when the same list comes again.

    `beside`: of the second, third… who was made of the row because whoever brought it could not know of the
    one before.
    """
    key = (fold(row.name), row.birth_year, fold(row.contact), row.again)
    return listed.id_of(workshop_id, (*key, beside) if beside else key)
