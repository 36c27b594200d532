"""How every row of people stood: read before and after a merge, compared, and put back exactly.

The tables are found by walking the foreign keys from the participants, so that none is forgotten: a table
of a feature yet to come is in the picture as soon as it is there.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Table, delete, or_, select

from app.core.db import Base, db
from app.core.images import Image, Row, frozen, hangs, is_row, key_of, mark, ways, write
from app.core.jobs import Job
from app.core.machine import Transition
from app.people.models import Merge, MergeSnapshot, Participant

Changed = dict[str, dict[str, Row | None]]
"""By table and key how a row stood before it was changed; None where there was none."""
Marks = dict[str, dict[str, str]]
"""By table and key a mark of each row: it tells that something changed, and nothing else."""
PEOPLE = Participant.__tablename__
OWN = MergeSnapshot.__tablename__
"""Holds the images, and is in none."""
BESIDE = {Merge.__tablename__, Transition.__tablename__, Job.__tablename__}
"""Put back where a merge changed them; that others come or go is no change of a person."""
JOBS = ("job_id", "written_job")
"""Columns that name the job by which a message to the person leaves."""


class Difference(NamedTuple):
    """A row that is not what it was: `row` is it now, None where it is no more."""

    table: str
    key: str
    is_new: bool
    row: Row | None


def comes_and_goes(model: type[Base]) -> None:
    """Rows of this table change and end by themselves, which keeps nobody from undoing a merge."""
    BESIDE.add(model.__tablename__)


def tables() -> list[Table]:
    """The participants, and every table that hangs on them, however far below; parents first."""
    found = {PEOPLE}
    for table in Base.metadata.sorted_tables:
        if table.name != OWN and any(parent in found for _column, parent in ways(table)):
            found.add(table.name)
    return [table for table in Base.metadata.sorted_tables if table.name in found]


def image_of(*people: UUID) -> Image:
    """Every row of these people, in a query a table."""
    db.session.flush()
    ids: dict[str, Collection[UUID]] = {}
    image: Image = {}
    for table in tables():
        theirs = [table.c[name].in_(ids[parent]) for name, parent in ways(table) if ids.get(parent)]
        if table.name == PEOPLE:
            theirs = [table.c.id.in_(people)]
        if theirs:
            rows = db.session.execute(select(table).where(or_(*theirs))).mappings().all()
            image[table.name] = {key_of(table, row): frozen(row) for row in rows}
            ids[table.name] = [row["id"] for row in rows] if "id" in table.c else []
    return image


def beside(*images: Image) -> Image:
    """What tells of these rows without hanging on them: changes of state, jobs that write to the person."""
    rows = [row for image in images for table in image.values() for row in table.values()]
    subjects = {UUID(row["id"]) for row in rows if "id" in row}
    jobs = {UUID(row[name]) for row in rows for name in JOBS if row.get(name)}
    found: Image = {}
    for model, column, ids in ((Transition, "subject_id", subjects), (Job, "id", jobs)):
        table = Base.metadata.tables[model.__tablename__]
        theirs = db.session.execute(select(table).where(table.c[column].in_(ids))).mappings()
        found[table.name] = {key_of(table, row): frozen(row) for row in theirs}
    return found


def changed(before: Image, after: Image) -> Changed:
    """How the rows stood that are no longer the same."""
    found: Changed = {}
    for name in {**before, **after}:
        was, now = before.get(name, {}), after.get(name, {})
        if rows := {key: was.get(key) for key in {**was, **now} if was.get(key) != now.get(key)}:
            found[name] = rows
    return found


def marks(image: Image) -> Marks:
    """What tells afterwards whether a row is still the same."""
    marked = {name: rows for name, rows in image.items() if name not in BESIDE}
    return {
        name: {key: mark(name, row) for key, row in rows.items()} for name, rows in marked.items() if rows
    }


def differences(known: Marks, image: Image) -> Iterator[Difference]:
    """The rows that are not what they were when they were marked."""
    for name in {**known, **image}:
        if name in BESIDE:
            continue
        was, now = known.get(name, {}), image.get(name, {})
        for key in {**was, **now}:
            row = now.get(key)
            if row is None or was.get(key) != mark(name, row):
                yield Difference(name, key, key not in was, row)


def put_back(before: Changed, *, last: UUID) -> None:
    """Write the rows as they stood; those of the person `last` when the others have left them.

    For of two places in one series one may be open for each of them, and two for neither.
    """
    db.session.flush()
    ordered = [table for table in Base.metadata.sorted_tables if table.name in before]
    for table in reversed(ordered):
        for key in [key for key, row in before[table.name].items() if row is None]:
            db.session.execute(delete(table).where(is_row(table, key)))
    for table in ordered:
        rows = [(key, row) for key, row in before[table.name].items() if row is not None]
        for key, row in sorted(rows, key=lambda each: str(last) in each[1].values()):
            if table.name not in BESIDE or hangs(table, row):
                write(table, key, row)
    db.session.expire_all()
