"""One page for everything that goes wrong: what happened, what is kept, what to do.

The page must not fail itself: when drawing it does, a sentence in every language is sent instead.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.core import access, http
from app.core.errors import Busy, DomainError, NotKept, NotSignedIn, Throttled
from app.ui.trouble import Trouble, trouble_of

log = logging.getLogger(__name__)
LAST_WORDS = Path(__file__).with_name("last_words.html").read_text("utf-8")
"""A page that needs nothing: no template, no catalogue, no database; in every language (tested)."""
SECRET_WORDS = ("password", "secret", "token", "code")


@dataclass(frozen=True, slots=True)
class Again:
    """A form that can be sent once more from its error page: where to, and what was typed."""

    action: str
    values: tuple[tuple[str, str], ...]


def init_app(app: Flask) -> None:
    """Map domain errors, HTTP errors, expired forms and database trouble to their pages."""
    app.register_error_handler(NotSignedIn, _to_sign_in)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _contradiction)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InternalError, _database_away)  # PostgreSQL that may only be read


def _domain(error: DomainError) -> Response:
    can_wait = isinstance(error, Busy | NotKept)
    name = "busy" if isinstance(error, Busy) else ""
    response = answer(error.status, name=name, again=_later() if can_wait else None)
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http(error: HTTPException) -> Response:
    """Redirects that Werkzeug raises (a missing slash) stay what they are."""
    if error.code is None or error.code < 400:
        return current_app.make_response(error.get_response())
    if isinstance(error, InternalServerError):
        g.pop("language", None)
    response = answer(error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _contradiction(error: IntegrityError) -> Response:
    log.warning("refused by a constraint", extra={"kind": type(error.orig).__name__})
    return answer(409)


def _database_away(error: OperationalError | InternalError) -> Response:
    log.error("database", extra={"kind": type(error.orig).__name__})
    return answer(503, again=_later())


def _to_sign_in(_error: NotSignedIn) -> Response:
    if _is_htmx():
        return answer(401)
    back = http.here() if request.method == "GET" else None
    return current_app.make_response(redirect(url_for("accounts.sign_in", next=back), 303))


def _expired_form(_error: CSRFError) -> Response:
    return answer(400, name="expired", again=_again())


def _later() -> Again | None:
    """The form of a request that came at the wrong moment; a file would have to be chosen anew: then none."""
    return None if any(file.filename for file in request.files.values()) else _again()


def _again() -> Again | None:
    """The form of this request, to be sent once more without secrets, unless another site sent it."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or request.method != "POST":
        return None
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not any(word in name for word in SECRET_WORDS)
    ]
    return Again(request.full_path.rstrip("?"), tuple(kept))


def answer(status: int, *, name: str = "", again: Again | None = None) -> Response:
    """The page for a status; for htmx one short sentence, shown in the page's status region."""
    try:
        trouble = trouble_of(name or status)
        if _is_htmx():
            content = f"{trouble.title}. {trouble.happened}"
            return Response(content, status, content_type="text/plain; charset=utf-8")
        return Response(_page(trouble, again), status, content_type="text/html; charset=utf-8")
    except Exception:
        log.exception("error page")
        return Response(LAST_WORDS, status, content_type="text/html; charset=utf-8")


def _page(trouble: Trouble, again: Again | None) -> str:
    kiosk = _at_kiosk()
    context: dict[str, Any] = {"trouble": trouble, "again": again, "form": None}
    context["home_url"] = "/kiosk" if kiosk else "/"
    return render_template("ui/errors/kiosk.html" if kiosk else "ui/errors/error.html", **context)


def _at_kiosk() -> bool:
    """A page of a terminal, or a public one beside it."""
    if request.endpoint is None:
        return request.path.startswith("/kiosk")
    mark = access.mark_of(current_app, request.endpoint)
    return request.blueprint == "kiosk" or (mark is not None and mark.audience is access.Audience.KIOSK)


def _is_htmx() -> bool:
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers
