"""Bringing in services in the layout of data-inclusion (app/directory/services/exchange.py)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from app.core import clock
from app.core.actor import Actor
from app.core.apart import ask
from app.core.db import db
from app.core.drafts import sent_for
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.refusals import Refused
from app.core.sheets import SheetRow, read_rows
from app.core.task_work import batch
from app.core.tasks import Task, Work
from app.directory.index import operations as index
from app.directory.index.models import DirectoryImport
from app.directory.index.permissions import demand_write
from app.directory.services.card import KIND
from app.directory.services.operations.imported_rows import Importer, in_order, keys_of, stayed_out
from app.network.parties.queries import get_offered_organisation

TASK, MOST_ROWS = "services.import", 5_000
KEPT = timedelta(days=30)
LONGEST_FILE = 20 * 1024 * 1024
ACT, AT_ONCE = "directory.imported", 100
"""Rows written in one go: some 0.1 s in which nobody else writes on SQLite."""


class UnreadableExchange(Conflict):
    """The file is not in this layout at all."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The entries of a file; `has_more` where it is a page of an interface and says that there are others."""

    entries: list[Any]
    has_more: bool = False


def read_file(data: bytes, filename: str) -> Exchange | list[SheetRow]:
    """What somebody brings, by the ending of its name: a file in this layout, or the rows of a spreadsheet.

    Raises UnreadableExchange, SheetRefused.
    """
    if filename.lower().endswith(".json"):
        return read_exchange(data)
    return read_rows(data, filename, limit=MOST_ROWS)


def read_exchange(data: bytes) -> Exchange:
    """A list of structures and services, or an object with both lists, or a page as the interface of
    data-inclusion gives it, with "items". Raises UnreadableExchange.
    """
    if len(data) > LONGEST_FILE:
        raise UnreadableExchange
    try:
        content = json.loads(ask("json", data)[1])
    except Refused as refused:
        raise UnreadableExchange from refused
    page = content if isinstance(content, dict) else {}
    if page:
        parts = [page.get(name, []) for name in ("items", "structures", "services")]
        if not all(isinstance(part, list) for part in parts):
            raise UnreadableExchange
        content = [each for part in parts for each in part]
    if not isinstance(content, list) or not content or len(content) > MOST_ROWS:
        raise UnreadableExchange
    return Exchange(content, _has_more(page, len(content)))


def _has_more(page: Mapping[str, Any], count: int) -> bool:
    """By whichever sign interfaces give: the next page, the last one, how many pages or entries there are."""
    here = {"pages": 1, "total_pages": 1, "total": count, "total_items": count, "count": count}
    numbers = {name: page[name] for name in here if isinstance(page.get(name), int)}
    is_last = page.get("last_page", True) and not page.get("next")
    return not is_last or any(number > here[name] for name, number in numbers.items())


def entries_kept(task: Task) -> list[Any]:
    """The rows of a file that was read, as its draft keeps them."""
    entries: list[Any] = json.loads(sent_for(task))
    return entries


def import_exchange(
    actor: Actor,
    *,
    import_id: UUID,
    municipality_id: UUID,
    organisation_id: UUID,
    rows: Sequence[Any],
    publish: bool = False,
) -> DirectoryImport:
    """Bring in rows for one organisation; the good ones enter, the broken ones stay in the report.

    A row is known again by source and id: the same file twice changes nothing. What was changed here on a
    later day than the row says stays as it is. New services are proposed, or with `publish` published.
    """
    demand_import(actor, municipality_id, organisation_id, publish=publish)
    report = index.new_report(actor, import_id, municipality_id, KIND)
    importer = Importer(actor, report, organisation_id, publish=publish)
    ordered = in_order(rows)
    for at in range(0, len(ordered), AT_ONCE):
        importer.bring(ordered[at : at + AT_ONCE])
    index.keep_report(actor, report, act=ACT)
    return report


def bring_list(work: Work) -> Iterator[None]:
    """The same for a long file, some rows a step; whoever was killed goes on where they were.

    What waits since an earlier release keeps the file as it was sent: it is read like one.
    """
    ordered = in_order(read_exchange(sent_for(work)).entries)
    organisation_id, publish = UUID(work.asked["organisation_id"]), bool(work.asked["publish"])
    is_over, seen = False, None
    while not is_over:
        with batch(work) as task:
            actor = work.actor()
            demand_import(actor, work.municipality_id, organisation_id, publish=publish)
            report = db.session.get(DirectoryImport, work.id)
            if report is None:
                report = index.new_report(actor, work.id, work.municipality_id, KIND)
                db.session.add(report)
            if seen is None:
                seen = keys_of(ordered[: task.done], but_for=stayed_out(report))
            some = ordered[task.done : task.done + AT_ONCE]
            Importer(actor, report, organisation_id, publish=publish, seen=seen).bring(some)
            task.done, task.total = task.done + len(some), len(ordered)
            is_over = task.done == task.total
            if is_over:
                index.keep_report(actor, report, act=ACT)
        yield


def demand_import(actor: Actor, municipality_id: UUID, organisation_id: UUID, *, publish: bool) -> None:
    demand_write(actor, municipality_id, organisation_id)
    if publish:
        actor.demand(Permission.DIRECTORY_PUBLISH, municipality_id)
    get_offered_organisation(municipality_id, organisation_id)


def forget_imports() -> None:
    """Remove reports older than a month (nightly)."""
    db.session.execute(delete(DirectoryImport).where(DirectoryImport.created_at < clock.now() - KEPT))
