"""What may leave as a file: at once where that is quick, else prepared by a task (app/core/tasks.py).

A list is one (app/ui/list_files.py), and a paper about many people (app/ui/paper_files.py). Each is offered
once, where it stands; whoever asks for a long one gets a page that offers to prepare it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Any, BinaryIO, Generic, Protocol, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Response, request
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from app.core import exports, tasks
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.forms import LocalForm
from app.core.http import respond
from app.core.permission import Permission
from app.core.task_files import kept
from app.core.task_work import batch
from app.core.tasks import Task, Work
from app.core.unit_of_work import reading

TYPES = {**exports.TYPES, "pdf": "application/pdf"}
Args = MultiDict[str, str]


class Named(Protocol):
    """What is to leave, as it was read for somebody: `name` is the file's, without its ending."""

    @property
    def name(self) -> str: ...


Contents = TypeVar("Contents", bound=Named)


@dataclass(frozen=True, slots=True)
class LongFile(ABC, Generic[Contents]):
    """Something that may leave as a file.

    `read` takes an actor and what an address says, and nothing of the request: the worker calls it too.
    `is_outdated` says whether a file of a municipality that was begun at an instant holds what may not leave
    any more. `endings`: what it is written as. Of one that `is_of_people` whoever asks for it shows once more
    who they are.
    """

    kind: str
    permission: Permission
    title: Any
    read: Callable[[Actor, Args], Contents]
    _: KW_ONLY
    is_outdated: Callable[[UUID, datetime], bool] = lambda *_of: False
    endings: Collection[str] = exports.SPREADSHEETS
    is_of_people: bool = False

    @abstractmethod
    def why_later(self) -> str:
        """Why it is not there at once, in words."""

    @abstractmethod
    def portions(self, contents: Contents, ending: str, file: BinaryIO) -> Iterator[int]:
        """Write it, and tell after each portion how many rows are in it. Each is read in one transaction."""

    def rows(self, _contents: Contents) -> int:
        """How many rows there will be; 0 where it has none."""
        return 0

    def where(self, _contents: Contents, drawn_in: UUID) -> UUID:
        """In which municipality it is prepared, of whoever asks for it in one."""
        return drawn_in

    def remembered(self, _contents: Contents) -> dict[str, Any]:
        """What a task has to know of it besides its address."""
        return {}

    def address(self, query: str) -> str:
        """What the worker reads it by, of what the page's address said."""
        return query

    def note(self, actor: Actor, task: Task) -> None:
        """Keep that somebody fetched it."""


_offered: dict[str, LongFile[Any]] = {}


class PrepareForm(LocalForm):
    """Asks for a long file: which, what its address said, the ending."""

    carried = (*LocalForm.carried, "kind", "query", "ending")
    kind = HiddenField()
    query = HiddenField()
    ending = HiddenField()


def offer(file: LongFile[Any]) -> None:
    """Let it leave as a file."""

    def steps(work: Work) -> Iterator[None]:
        return _steps(file, work)

    def is_outdated(task: Task) -> bool:
        return file.is_outdated(task.municipality_id, task.created_at)

    _offered[file.kind] = file
    tasks.handler(file.kind, file.permission, title=file.title, taken=file.note, is_outdated=is_outdated)(
        steps
    )


def asks_for_people() -> bool:
    """Whether the present request asks for a file that is a list of people."""
    file = _offered.get(request.form.get("kind", ""))
    return file is not None and file.is_of_people


def to_prepare(file: LongFile[Any], query: str, ending: str) -> Response:
    """The page that offers to prepare a file."""
    return page_of(PrepareForm(kind=file.kind, query=query, ending=ending))


def page_of(form: PrepareForm) -> Response:
    """The same page, with a form as it was sent."""
    file = _asked_for(form)
    words = {"heading": file.title, "why": file.why_later()}
    return respond("ui/long_file.html", status=form.status, form=form, **words)


def prepare(actor: Actor, form: PrepareForm) -> Task:
    """Have the file made that a form asks for."""
    file, query = _asked_for(form), form.query.data or ""
    contents = file.read(actor.where(file.permission), args_of(query))
    asked = {"query": file.address(query), "ending": form.ending.data, **file.remembered(contents)}
    where = file.where(contents, form.drawn_in)
    return tasks.ask(actor, file.kind, asked, task_id=form.new_id, municipality_id=where)


def _asked_for(form: PrepareForm) -> LongFile[Any]:
    file = _offered.get(form.kind.data or "")
    if file is None or form.ending.data not in file.endings:
        raise NotFound
    return file


def _steps(file: LongFile[Any], work: Work) -> Iterator[None]:
    """A portion a step. Whoever was killed begins anew: half a workbook is none."""
    ending = work.asked["ending"]
    with reading():
        contents = file.read(work.actor(), args_of(work.asked["query"]))
        total = file.rows(contents)
    with batch(work) as task:
        task.done, task.total = 0, total
    with kept(work.id) as place, closing(file.portions(contents, ending, place)) as portions:  # type: ignore[type-var]  # a generator
        while (count := _next(portions, work)) is not None:
            with batch(work) as task:
                task.done += count
            yield
    with batch(work) as task:
        task.name, task.media_type = f"{contents.name}.{ending}", TYPES[ending]


def _next(portions: Iterator[int], work: Work) -> int | None:
    with reading():
        work.actor()  # may still
        return next(portions, None)


def args_of(query: str) -> Args:
    """What an address says."""
    return MultiDict(parse_qsl(query))
