"""Files on their way out, kept ones and those made just now: for the views."""

from io import BytesIO

from flask import Response, current_app, send_file

from app.core.files import File, path_of
from app.core.text import fold

SHUT = "default-src 'none'; sandbox"
READ_HERE = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
"""For a PDF read in the page: browsers draw it with a viewer of their own that no sandbox starts."""


def download(file: File, name: str, *, to_read: bool = False) -> Response:
    """The bytes of a kept file under a name of ours ("horario" becomes horario.pdf), of the type found in it.

    It is saved, not opened, and if opened it can do nothing; `to_read` shows a PDF in the browser.
    """
    kept = send_file(
        BytesIO(path_of(file).read_bytes()),  # few are large, and an open file would be left to the server
        mimetype=file.media_type,
        as_attachment=not to_read,
        download_name=named(name) + file.kind.extension,
        etag=False,
    )
    kept.headers["Content-Security-Policy"] = READ_HERE if to_read else SHUT
    return kept


def attached(data: bytes, media_type: str, filename: str) -> Response:
    """A file that was made by us, to be saved under a name in whatever letters."""
    return send_file(
        BytesIO(data), mimetype=media_type, as_attachment=True, download_name=filename, etag=False
    )


def named(name: str) -> str:
    """Letters, digits and hyphens: "Horário, 2.ª edição" becomes horario-2-edicao."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(name))
    return "-".join(kept.split())[:80] or "documento"


def pdf(document: bytes, name: str) -> Response:
    """A paper as an answer, read in the browser."""
    answer = current_app.response_class(document, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
