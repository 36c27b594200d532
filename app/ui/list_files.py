"""A list as a file (app/core/exports.py): a short one at once, a long one by a task (app/ui/long_files.py).

    PARTICIPANTS = ListFile("participants.file", Permission.PARTICIPANT_READ, _("List of participants"), read)
    offer(PARTICIPANTS)                      once, where it stands
    return answer(PARTICIPANTS, "csv")       the file, or the page that offers to prepare it

Its rows are read in slices (app/core/slices.py).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from flask import Response, g, request
from flask_babel import format_decimal
from flask_babel import gettext as _

from app.core.actor import Actor
from app.core.downloads import attached
from app.core.exports import TYPES, WRITERS
from app.core.slices import Slices
from app.core.tasks import Task
from app.ui.long_files import LongFile, to_prepare

AT_ONCE = 1_000
"""Rows of a list that is answered at once: at most a third of a second (26 columns as XLSX, measured)."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A list as an address asks for it: `rows` from the database, `cells` makes those of the file of some.

    `narrowed_by` names the filters that were set.
    """

    name: str
    header: Sequence[str]
    rows: Slices
    cells: Callable[[Sequence[Any]], Iterable[Sequence[Any]]]
    narrowed_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ListFile(LongFile[Contents]):
    """A list that may leave as a file. `read` raises BadFilters for an address that makes no sense.

    `taken` is told who takes it away, the ending, how many rows, and which filters were set.
    """

    taken: Callable[[Actor, str, int, Sequence[str]], None] = lambda *_told: None

    def why_later(self) -> str:
        return _(
            "This list has more than %(count)s rows. To make its file takes a moment.",
            count=format_decimal(AT_ONCE),
        )

    def portions(self, contents: Contents, ending: str, file: BinaryIO) -> Iterator[int]:
        with closing(WRITERS[ending](file)) as writer:
            writer.begin(str(self.title), contents.header)
            for some in contents.rows:
                writer.add(contents.cells(some))
                yield len(some)

    def rows(self, contents: Contents) -> int:
        return contents.rows.count()

    def remembered(self, contents: Contents) -> dict[str, Any]:
        return {"narrowed_by": list(contents.narrowed_by)}

    def note(self, actor: Actor, task: Task) -> None:
        self.taken(actor, task.asked["ending"], task.done, task.asked["narrowed_by"])


def answer(list_file: ListFile, ending: str) -> Response:
    """The list that the present address asks for, or a page that offers to prepare it."""
    contents = list_file.read(g.actor, request.args)
    if contents.rows.count(AT_ONCE + 1) > AT_ONCE:
        return to_prepare(list_file, request.query_string.decode("ascii", "ignore"), ending)
    data = BytesIO()
    count = sum(list_file.portions(contents, ending, data))
    list_file.taken(g.actor, ending, count, contents.narrowed_by)
    return attached(data.getvalue(), TYPES[ending], f"{contents.name}.{ending}")
