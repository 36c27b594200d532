"""Security headers on every answer. The policy allows own files, and scripts by nonce only."""

import secrets

from flask import Flask, Response, g, request

from app.core.config import Config

ONE_YEAR = 31_536_000
ASSETS = "assets.asset"
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx"
)
PASSKEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", f"camera=(), geolocation=(), microphone=(), payment=(), usb=(), {PASSKEYS}"),
)


def nonce() -> str:
    value: str | None = g.get("nonce")
    if value is None:
        value = g.nonce = secrets.token_urlsafe(18)
    return value


def policy() -> str:
    """The Content-Security-Policy of this answer."""
    return POLICY.format(nonce=nonce())


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
        if request.endpoint != ASSETS:
            headers.setdefault("Content-Security-Policy", policy())  # a kept file has its own, stricter
            headers["Cache-Control"] = "private, no-cache" if "ETag" in headers else "no-store"
        return response
