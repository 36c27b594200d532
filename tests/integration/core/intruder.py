"""Somebody who has the database in their hands, and not the key."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
COLUMNS = "id, at, actor_kind, actor_id, municipality_id, action, subject_type, subject_id, detail, mark"
WORDS = {
    r"ENTRY (\d+)": r"(SELECT entry_id FROM audit_seal WHERE position = \1)",
    "FIRST WAITING": "(SELECT entry_id FROM audit_waiting ORDER BY entry_id LIMIT 1)",
    "LAST WAITING": "(SELECT entry_id FROM audit_waiting ORDER BY entry_id DESC LIMIT 1)",
    "STRAYS": "id NOT IN (SELECT entry_id FROM audit_seal)"
    " AND id NOT IN (SELECT entry_id FROM audit_waiting)",
    r"ID (\d+)": r"'0000000000000000000000000000\1'",
    r"COLUMNS": COLUMNS,
    r"VALUES OF": COLUMNS.removeprefix("id, "),
}
"""What may stand in a statement of theirs; an `ID` of nobody has four digits."""


class Intruder:
    def __init__(self, url: str) -> None:
        self.url = url

    def do(self, *statements: str) -> None:
        """Past the guards, which stand again afterwards."""
        with self._connected() as connection:
            triggers = []
            if self.url.startswith("sqlite"):
                triggers = list(connection.execute(text(TRIGGERS)))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.exec_driver_sql(_written(statement))
            for _, made in triggers:
                connection.exec_driver_sql(made)

    def try_to(self, *statements: str) -> None:
        """With the guards where they are."""
        with self._connected() as connection:
            for statement in statements:
                connection.exec_driver_sql(_written(statement))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection of their own, for which none of our settings holds."""
        engine = create_engine(self.url)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()


def _written(statement: str) -> str:
    for word, meaning in WORDS.items():
        statement = re.sub(rf"\b{word}\b", meaning, statement)
    return statement
