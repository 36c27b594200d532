"""How many statements something costs the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from app.accounts import resolution
from app.core.db import db
from tests.client import PageClient
from tests.crawl import fetch
from tests.turns import some

AT_MOST = 12
QUERY = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)", re.IGNORECASE)


def more(rows: int) -> int:
    """How many rows are added to a few, for a cost that must not grow: all with `--all`, else a third, which
    is more than is read or written at once anywhere (250).
    """
    return len(some(range(rows), rows // 3, "rows with which a cost must not grow"))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that read or write rows meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if QUERY.match(statement):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def cost(client: PageClient, url: str) -> int:
    """How many queries a page takes once what a process keeps, as the catalogue, is in memory.

    That a session is in use is noted once a minute, by whichever page comes then: no page's cost.
    """
    with patch.object(resolution, "SEEN_EVERY", timedelta.max):
        fetch(client, "GET", url)
        with counted() as statements:
            assert fetch(client, "GET", url).status_code == 200, url
    return len(statements)
