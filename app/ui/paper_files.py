"""A paper about many people as PDF: for a few at once, for more by a task (app/ui/long_files.py).

    SLIPS = PaperFile("slips.file", Permission.ATTENDANCE_WRITE, _("Slips to bring along"), read)
    offer(SLIPS)                                     once, where it stands
    return answer(SLIPS, workshop_id=workshop_id)    the paper, or the page that offers to prepare it

The worker has a large one set beside it (app/core/papers/press.py).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import KW_ONLY, dataclass
from typing import BinaryIO
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, g
from flask_babel import gettext as _

from app.core import unit_of_work
from app.core.downloads import pdf
from app.core.errors import NotFound
from app.core.papers.paper import Paper
from app.core.papers.press import setting
from app.ui.long_files import Args, LongFile, args_of, to_prepare

AT_ONCE = 30
"""Cards, or pages with a QR code, of a paper that is set at once: half a second (measured)."""
LINES = 7
"""Lines of a table that take as long as one of these."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A paper about something of a municipality: `size` as AT_ONCE counts.

    `compose` reads what stands on it, in the transaction in which it is called.
    """

    name: str
    municipality_id: UUID
    size: int
    compose: Callable[[], Paper]


@dataclass(frozen=True, slots=True)
class PaperFile(LongFile[Contents]):
    """A paper that may leave as a file. `read` raises NotFound for what whoever asks may not know of.

    `addresses` are those that stand on it, by name: `read` finds them beside the ids, for only a request
    knows under what name people reach the portal.
    """

    _: KW_ONLY
    addresses: Callable[[], Mapping[str, str]] = dict
    endings: Collection[str] = ("pdf",)

    def why_later(self) -> str:
        return _("This is a large paper. To make it takes a moment.")

    def portions(self, contents: Contents, _ending: str, file: BinaryIO) -> Iterator[int]:
        """It is one document, and set as one: others have their turn all the while."""
        with closing(setting(contents.compose())) as documents:  # type: ignore[type-var]  # a generator
            for document in documents:
                file.write(document or b"")
                yield 0

    def where(self, contents: Contents, _drawn_in: UUID) -> UUID:
        return contents.municipality_id

    def address(self, query: str) -> str:
        ours = self.addresses()
        asked = [(name, said) for name, said in args_of(query).items(multi=True) if name not in ours]
        return urlencode([*asked, *ours.items()])


def answer(paper_file: PaperFile, **asked: UUID | Sequence[str]) -> Response:
    """The paper about what these ids name, and with what else is said by words; or a page that offers to
    prepare it.
    """
    query = urlencode(asked, doseq=True)
    contents = paper_file.read(g.actor, args_of(paper_file.address(query)))
    if contents.size > AT_ONCE:
        return to_prepare(paper_file, query, "pdf")
    paper = contents.compose()
    unit_of_work.let_go()
    return pdf(paper.drawn(), contents.name)


def id_in(args: Args, name: str) -> UUID:
    """An id of an address; NotFound for anything else."""
    try:
        return UUID(args.get(name, ""))
    except ValueError:
        raise NotFound from None
