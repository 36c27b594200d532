"""Kept files on their way out, and uploads on their way in: for the views of features."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request, send_file

from app.core.files import MOST_BYTES, File, path_of
from app.core.text import fold

View = TypeVar("View", bound=Callable[..., Any])
SHUT = "default-src 'none'; sandbox"
READ_HERE = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
"""For a PDF read in the page: browsers draw it with a viewer of their own that no sandbox starts."""
MOST_SENT = 4 * MOST_BYTES
"""What an upload may weigh before it is refused unread, and what was typed beside it is lost."""
_ATTRIBUTE = "upload_limit"


def download(file: File, name: str, *, to_read: bool = False) -> Response:
    """The bytes of a kept file under a name of ours ("horario" becomes horario.pdf), of the type found in it.

    It is saved, not opened, and if opened it can do nothing; `to_read` shows a PDF in the browser.
    """
    kept = send_file(
        BytesIO(path_of(file).read_bytes()),  # few are large, and an open file would be left to the server
        mimetype=file.media_type,
        as_attachment=not to_read,
        download_name=_named(name) + file.kind.extension,
        etag=False,
    )
    kept.headers["Content-Security-Policy"] = READ_HERE if to_read else SHUT
    return kept


def _named(name: str) -> str:
    """Letters, digits and hyphens: "Horário, 2.ª edição" becomes horario-2-edicao."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(name))
    return "-".join(kept.split())[:80] or "documento"


def takes_upload(view: View) -> View:
    """Mark a view whose form brings a file: its request may be large. Stands below the route decorator."""
    setattr(view, _ATTRIBUTE, MOST_SENT)
    return view


def init_app(app: Flask) -> None:
    """Allow large requests where a view takes them; to be called before anything reads a form."""

    @app.before_request
    def allow() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if limit := getattr(view, _ATTRIBUTE, None):
            request.max_content_length = limit
