"""Cookies that last beside the session: of this host alone wherever cookies can be secure."""

from typing import Literal

from flask import Response, current_app, request


def named(name: str) -> str:
    """The name under which the browser keeps it: `__Host-…` wherever cookies can be secure."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def kept(name: str) -> str:
    """What this browser keeps under a name; "" for nothing."""
    return request.cookies.get(named(name), "")


def give(
    response: Response,
    name: str,
    value: str,
    *,
    lasts: int | None,
    same_site: Literal["Lax", "Strict"] = "Lax",
) -> None:
    """Let the browser keep a value so many seconds, or until it closes; no script reads it."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        named(name), value, max_age=lasts, path="/", secure=secure, httponly=True, samesite=same_site
    )


def take(response: Response, name: str) -> None:
    """Let the browser forget it."""
    response.delete_cookie(
        named(name), path="/", secure=bool(current_app.config["SESSION_COOKIE_SECURE"]), httponly=True
    )
