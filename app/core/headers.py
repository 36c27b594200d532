"""Security headers on every answer. The policy allows own files, and scripts by nonce only."""

import secrets

from flask import Flask, Response, g, request

from app.core.config import Config

ONE_YEAR = 31_536_000
ASSETS = "assets.asset"


def nonce() -> str:
    """The nonce of this answer's scripts."""
    value: str | None = g.get("nonce")
    if value is None:
        value = g.nonce = secrets.token_urlsafe(18)
    return value


def policy() -> str:
    """The Content-Security-Policy of this answer."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx",
        )
    )


def init_app(app: Flask, config: Config) -> None:
    """Add the headers after every request; HSTS only where the portal is served over TLS."""
    app.jinja_env.globals["csp_nonce"] = nonce

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if config.tls:
            headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
        if request.endpoint != ASSETS:
            headers.setdefault("Content-Security-Policy", policy())  # a kept file has its own, stricter
            headers["Cache-Control"] = "no-store"
        return response
