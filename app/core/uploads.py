"""Files that a form brings: read and parsed before the request begins its transaction.

    @bp.post("/offers/imports")
    @requires(…)
    @takes_upload("file", partial(read_rows, limit=2_000))
    def import_offers() -> Response: …
        rows = form.file.data.read()          raises what the reader raised, such as SheetRefused

A file may take seconds to parse (app/core/apart.py), and on SQLite a transaction that may write keeps
everybody else from writing: whoever may call the view has the file read first.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from app.core.errors import DomainError
from app.core.inspection import MOST_BYTES
from app.core.unit_of_work import let_go, writes

View = TypeVar("View", bound=Callable[..., Any])
Read = Callable[[bytes, str], Any]
MOST_SENT = 4 * MOST_BYTES
"""What an upload may weigh before it is refused unread, and what was typed beside it is lost."""
_ATTRIBUTE = "upload"


class Upload:
    """What somebody sent, and what was found in it; neither name nor content is to be believed."""

    def __init__(self, data: bytes, filename: str, read: Read) -> None:
        self.data, self.filename = data, filename
        self._found: Any = None
        self._refusal: DomainError | None = None
        try:
            self._found = read(data, filename)
        except DomainError as refusal:
            self._refusal = refusal

    def read(self) -> Any:
        """What the view's reader made of the file; raises what it raised."""
        if self._refusal:
            raise self._refusal
        return self._found


def takes_upload(field: str, read: Read) -> Callable[[View], View]:
    """Mark a view whose form brings a file: its request may be large. Stands below the other marks."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, (field, read))
        return view

    return mark


def init_app(app: Flask) -> None:
    """Allow large requests where a view takes them; to be called before anything reads a form."""

    @app.before_request
    def allow() -> None:
        if _mark():
            request.max_content_length = MOST_SENT


def read_all() -> None:
    """Parse what this request brings; between its access and its transaction (app/core/application.py).

    One byte too many is enough to know that a file is too large.
    """
    if not (mark := _mark()) or not writes():
        return
    field, read = mark
    sent = request.files.get(field)
    if sent is not None and sent.filename:
        let_go()
        data = sent.stream.read(MOST_BYTES + 1)
        sent.stream.seek(0)
        g.upload = Upload(data, sent.filename, read)


def sent_as(field: str) -> Upload | None:
    """The file of this request's field; None where none was sent."""
    mark = _mark()
    assert mark, "the view is not marked with @takes_upload"
    assert mark[0] == field, "the view's mark names another field"
    found: Upload | None = g.get("upload")
    return found


def _mark() -> tuple[str, Read] | None:
    view = current_app.view_functions.get(request.endpoint or "")
    found: tuple[str, Read] | None = getattr(view, _ATTRIBUTE, None)
    return found
