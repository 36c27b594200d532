"""Security headers on every answer. The policy allows own files, and scripts by nonce only."""

import secrets
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from app.core.config import Config

ONE_YEAR = 31_536_000
ASSETS = "assets.asset"
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx"
)
PASSKEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"
PERMISSIONS = f"camera=({{camera}}), geolocation=(), microphone=(), payment=(), usb=(), {PASSKEYS}"
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS.format(camera="")),
)


View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "allowed_powers"


class Power(Enum):
    """What a browser lets the pages of one view do, and no others."""

    WORKER = "worker"
    """Register a worker, under the Trusted Types policy `outreach-worker`."""
    CAMERA = "camera"


def allows(*powers: Power) -> Callable[[View], View]:
    """Mark a view whose pages may do more than others: `@allows(Power.WORKER, Power.CAMERA)`."""

    def decorate(view: View) -> View:
        setattr(view, _ATTRIBUTE, frozenset(powers))
        return view

    return decorate


def powers() -> frozenset[Power]:
    """Those of the view that answers this request."""
    view = current_app.view_functions.get(request.endpoint or "")
    found: frozenset[Power] = getattr(view, _ATTRIBUTE, frozenset())
    return found


def nonce() -> str:
    value: str | None = g.get("nonce")
    if value is None:
        value = g.nonce = secrets.token_urlsafe(18)
    return value


def policy() -> str:
    """The Content-Security-Policy of this answer."""
    found = POLICY.format(nonce=nonce())
    return f"{found} outreach-worker; worker-src 'self'" if Power.WORKER in powers() else found


def init_app(app: Flask, config: Config) -> None:
    """Add the headers after every request; HSTS only where the portal is served over TLS.

    Nothing is kept by whoever gets it, but what carries an ETag: that is kept to be asked for again.
    """
    app.jinja_env.globals["csp_nonce"] = nonce

    lasting = ("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
    always = (*ALWAYS, lasting) if config.tls else ALWAYS

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.extend(always)
        if Power.CAMERA in powers():
            headers["Permissions-Policy"] = PERMISSIONS.format(camera="self")
        if request.endpoint != ASSETS:
            headers.setdefault("Content-Security-Policy", policy())  # a kept file has its own, stricter
            headers["Cache-Control"] = "private, no-cache" if "ETag" in headers else "no-store"
        return response
