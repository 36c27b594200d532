"""The row about meetings: their list."""

from collections.abc import Iterator

from app.dev.bench.rows import Row, Servers, page_rows, signed_in
from app.dev.bench.workshop_rows import COORDINATOR


def meeting_rows(servers: Servers) -> Iterator[Row]:
    """The list of a thousand meetings against its bare twin."""
    staff = signed_in(servers.product, COORDINATOR)
    yield from page_rows(servers, staff, "list of 1,000 meetings", "/meetings", "/meetings")
