"""Answers: the page or its part, the redirect after a POST, the address somebody may be sent back to."""

from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask_htmx import HTMX

from app.core.config import settings
from app.core.errors import NotFound

htmx = HTMX()
SHOWN_ONCE, AT_ONCE = "shown_once", 4


def respond(whole: str, /, *, part: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or only its part for a true htmx request (not boosted, not a history restore).

    Of a question that makes no sense the whole page is asked anew: what is wrong stands beside its filters,
    outside of the part.
    """
    wants_part = bool(part and htmx and not htmx.boosted and not htmx.history_restore_request)
    response = make_response(render_template(part if wants_part and part else whole, **context), status)
    if part:
        response.vary.add("HX-Request")
    if wants_part and status == 422 and request.method == "GET":
        response.headers["HX-Redirect"] = here()
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """The redirect after a POST: 303, so that reloading repeats nothing."""
    return current_app.make_response(redirect(url_for(endpoint, **values), 303))


def local_path(target: str | None) -> str | None:
    """A path of this site that a person may be sent to, or None for anything else.

    It leads where it says: a browser takes a backslash for a slash, drops tabs and newlines, and walks up at
    `..` or `%2e%2e` (URL Standard, path state).
    """
    if not target or not target.isprintable() or not target.startswith("/") or target.startswith("//"):
        return None
    path = unquote(urlsplit(target).path)
    return None if "\\" in path or {".", ".."} & {*path.split("/")} else target


def go_to(target: str | None) -> Response:
    """Back to where somebody came from, if that is a page of this site, else to the first page."""
    return current_app.make_response(redirect(local_path(target) or "/", 303))


def here() -> str:
    """The present page's path with its query, for coming back to it."""
    return request.full_path.rstrip("?")


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for mail, paper and QR codes: under the installation's public name."""
    public_url = settings().public_url
    return public_url + url_for(endpoint, _external=not public_url, **values)


def sent_id(name: str) -> UUID:
    """The id that a button sends under a name; NotFound for anything else."""
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        raise NotFound from None


def show_once(thing_id: UUID, secret: str) -> None:
    """Keep a secret that is stored nowhere for the next page of the thing it belongs to, and no other's."""
    others = [(whose, kept) for whose, kept in session.get(SHOWN_ONCE, ()) if whose != str(thing_id)]
    session[SHOWN_ONCE] = [*others, (str(thing_id), secret)][-AT_ONCE:]


def shown_once(thing_id: UUID) -> str:
    """The secret kept for the thing's page; empty when it was shown before."""
    kept = dict(session.get(SHOWN_ONCE, ()))
    found: str = kept.pop(str(thing_id), "")
    if found:
        session[SHOWN_ONCE] = list(kept.items())
    return found
