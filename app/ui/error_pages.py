"""One page for everything that goes wrong: what happened, what is kept, what to do.

The page must not fail itself: when drawing it does, a sentence in every language is sent instead.
"""

import logging
from dataclasses import dataclass
from html import escape
from typing import Any

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.core import access, http
from app.core.errors import DomainError, NotSignedIn, Throttled
from app.ui.trouble import LAST_WORDS, Trouble, trouble_of

log = logging.getLogger(__name__)
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


def _domain(error: DomainError) -> Response:
    response = answer(error.status)
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


def _database_away(error: OperationalError) -> Response:
    log.error("database", extra={"kind": type(error.orig).__name__})
    return answer(503)


def _to_sign_in(_error: NotSignedIn) -> Response:
    if _is_htmx():
        return answer(401)
    back = http.here() if request.method == "GET" else None
    return current_app.make_response(redirect(url_for("accounts.sign_in", next=back), 303))


def _expired_form(_error: CSRFError) -> Response:
    """The form is drawn again for sending, unless another site sent it."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not any(word in name for word in SECRET_WORDS)
    ]
    again = Again(request.full_path.rstrip("?"), tuple(kept)) if ours else None
    return answer(400, name="expired", again=again)


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
        return Response(last_words(), status, content_type="text/html; charset=utf-8")


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


def last_words() -> str:
    """A page that needs nothing: no template, no catalogue, no database."""
    paragraphs = "".join(
        f'<p lang="{tag}" dir="{direction}">{escape(sentence)}</p>' for tag, direction, sentence in LAST_WORDS
    )
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return (
        f'<!DOCTYPE html><html lang="pt-PT"><head>{head}<title>Autonomus</title></head>'
        f"<body><main><h1>Autonomus</h1>{paragraphs}</main></body></html>"
    )
