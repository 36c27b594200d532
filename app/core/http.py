"""Answers: the page or its part, the redirect after a POST, the address somebody may be sent back to."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask_htmx import HTMX

htmx = HTMX()


def respond(whole: str, /, *, part: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or only its part for a true htmx request (not boosted, not a history restore)."""
    wants_part = bool(part and htmx and not htmx.boosted and not htmx.history_restore_request)
    response = make_response(render_template(part if wants_part and part else whole, **context), status)
    if part:
        response.vary.add("HX-Request")
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """The redirect after a POST: 303, so that reloading repeats nothing."""
    return current_app.make_response(redirect(url_for(endpoint, **values), 303))


def local_path(target: str | None) -> str | None:
    """A path of this site that a person may be sent to, or None for anything else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def here() -> str:
    """The present page's path with its query, for coming back to it."""
    return request.full_path.rstrip("?")


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for paper and for QR codes: under the installation's public name."""
    public_url: str = current_app.settings.public_url  # type: ignore[attr-defined]  # of our application class
    path = url_for(endpoint, **values)
    return f"{public_url}{path}" if public_url else url_for(endpoint, **values, _external=True)
