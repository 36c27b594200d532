"""A list as a file (app/core/exports.py): a short one at once, a long one by a task (app/core/tasks.py).

    PARTICIPANTS = ListFile("participants.file", Permission.PARTICIPANT_READ, _("List of participants"), read)
    offer(PARTICIPANTS)                      once, where it stands
    return answer(PARTICIPANTS, "csv")       the file, or the page that offers to prepare it

`read` takes an actor and what an address says, and nothing of the request: the worker calls it too.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Response, g, request
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from app.core import tasks
from app.core.actor import Actor
from app.core.downloads import attached
from app.core.errors import NotFound
from app.core.exports import SPREADSHEETS, TYPES, WRITERS
from app.core.forms import LocalForm
from app.core.http import respond
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.task_files import kept
from app.core.task_work import batch
from app.core.tasks import Task, Work
from app.core.unit_of_work import reading

AT_ONCE = 1_000
"""Rows of a list that is answered at once: at most a third of a second (26 columns as XLSX, measured)."""
Args = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Contents:
    """A list as an address asks for it: `rows` from the database, `cells` makes those of the file of some.

    `name` is the file's, without its ending; `narrowed_by` names the filters that were set.
    """

    name: str
    header: Sequence[str]
    rows: Slices
    cells: Callable[[Sequence[Any]], Iterable[Sequence[Any]]]
    narrowed_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list that may leave as a file. `read` raises BadFilters for an address that makes no sense.

    `taken` is told who takes it away, the ending, how many rows, and which filters were set. `is_outdated`
    says whether a file that was begun at an instant holds what may not leave any more. `endings`: what it is
    written as.
    """

    kind: str
    permission: Permission
    title: Any
    read: Callable[[Actor, Args], Contents]
    taken: Callable[[Actor, str, int, Sequence[str]], None] = field(default=lambda *_told: None)
    is_outdated: Callable[[UUID, datetime], bool] = field(default=lambda *_of: False)
    endings: Collection[str] = SPREADSHEETS


_offered: dict[str, ListFile] = {}


class PrepareForm(LocalForm):
    """Asks for a long list as a file: which list, its filters as in its address, the ending."""

    carried = (*LocalForm.carried, "kind", "query", "ending")
    kind = HiddenField()
    query = HiddenField()
    ending = HiddenField()


def offer(list_file: ListFile) -> None:
    """Let it leave as a file."""

    def steps(work: Work) -> Iterator[None]:
        return _steps(list_file, work)

    def taken(actor: Actor, task: Task) -> None:
        list_file.taken(actor, task.asked["ending"], task.done, task.asked["narrowed_by"])

    def is_outdated(task: Task) -> bool:
        return list_file.is_outdated(task.municipality_id, task.created_at)

    _offered[list_file.kind] = list_file
    tasks.handler(
        list_file.kind, list_file.permission, title=list_file.title, taken=taken, is_outdated=is_outdated
    )(steps)


def answer(list_file: ListFile, ending: str) -> Response:
    """The list that the present address asks for, or a page that offers to prepare it."""
    contents = list_file.read(g.actor, request.args)
    if contents.rows.count(AT_ONCE + 1) > AT_ONCE:
        query = request.query_string.decode("ascii", "ignore")
        return page_of(PrepareForm(kind=list_file.kind, query=query, ending=ending))
    data, count = BytesIO(), 0
    with closing(WRITERS[ending](data)) as writer:
        writer.begin(str(list_file.title), contents.header)
        for some in contents.rows:
            writer.add(contents.cells(some))
            count += len(some)
    list_file.taken(g.actor, ending, count, contents.narrowed_by)
    return attached(data.getvalue(), TYPES[ending], f"{contents.name}.{ending}")


def page_of(form: PrepareForm) -> Response:
    """The page that offers to prepare a file."""
    title = _asked_for(form).title
    return respond("ui/long_list.html", status=form.status, form=form, heading=title, at_once=AT_ONCE)


def prepare(actor: Actor, form: PrepareForm) -> Task:
    """Have the file made that a form asks for."""
    list_file = _asked_for(form)
    actor = actor.where(list_file.permission)
    actor.demand(list_file.permission, form.drawn_in)
    contents = list_file.read(actor, _args(form.query.data or ""))
    asked = {
        "query": form.query.data or "",
        "ending": form.ending.data,
        "narrowed_by": list(contents.narrowed_by),
    }
    return tasks.ask(actor, list_file.kind, asked, task_id=form.new_id, municipality_id=form.drawn_in)


def _asked_for(form: PrepareForm) -> ListFile:
    list_file = _offered.get(form.kind.data or "")
    if list_file is None or form.ending.data not in list_file.endings:
        raise NotFound
    return list_file


def _steps(list_file: ListFile, work: Work) -> Iterator[None]:
    """A slice of the list a step. Whoever was killed begins anew: half a workbook is none."""
    ending = work.asked["ending"]
    with reading():
        contents = list_file.read(work.actor(), _args(work.asked["query"]))
        total = contents.rows.count()
    with batch(work) as task:
        task.done, task.total = 0, total
    slices = iter(contents.rows)
    with kept(work.id) as file, closing(WRITERS[ending](file)) as writer:
        writer.begin(str(list_file.title), contents.header)
        while some := _read(slices, contents, work):
            writer.add(some)
            with batch(work) as task:
                task.done += len(some)
            yield
    with batch(work) as task:
        task.name, task.media_type = f"{contents.name}.{ending}", TYPES[ending]


def _read(slices: Iterator[Sequence[Any]], contents: Contents, work: Work) -> list[Sequence[Any]]:
    with reading():
        work.actor()  # may still
        return list(contents.cells(next(slices, ())))


def _args(query: str) -> Args:
    return MultiDict(parse_qsl(query))
