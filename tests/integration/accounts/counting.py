"""How many reads something costs."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.core.db import db


@contextmanager
def counting_reads() -> Iterator[list[str]]:
    """The SELECT statements that reach the database meanwhile."""
    reads: list[str] = []

    def note(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement.startswith("SELECT"):
            reads.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield reads
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
