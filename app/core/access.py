"""Who may call an endpoint: every view carries a mark, and the application does not start without it.

@public                 anyone
@kiosk                  an enrolled terminal
@signed_in              any staff
@requires(Permission.X) staff who hold X somewhere; the look-up by id decides about the thing itself
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, g, request

from app.core.actor import NOBODY, Actor
from app.core.errors import Forbidden
from app.core.permission import Permission


class Audience(StrEnum):
    PUBLIC = "public"
    KIOSK = "kiosk"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Mark:
    audience: Audience
    permission: Permission | None = None


class UnmarkedEndpoint(RuntimeError):
    """An endpoint nobody decided about."""


Resolver = Callable[[], Actor]
"""Finds the actor of the current request for one audience; raises NotSignedIn or Forbidden."""

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "access_mark"


def _marked(mark: Mark) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        setattr(view, _ATTRIBUTE, mark)
        return view

    return decorate


public = _marked(Mark(Audience.PUBLIC))
kiosk = _marked(Mark(Audience.KIOSK))
signed_in = _marked(Mark(Audience.STAFF))


def requires(permission: Permission) -> Callable[[View], View]:
    """Mark a view for staff who hold the permission in some municipality they serve."""
    return _marked(Mark(Audience.STAFF, permission))


def mark_of(app: Flask, endpoint: str) -> Mark | None:
    """The mark of an endpoint's view."""
    return getattr(app.view_functions[endpoint], _ATTRIBUTE, None)


def init_app(app: Flask, resolvers: dict[Audience, Resolver]) -> None:
    """Check the mark before every request; `resolvers` find the actor for kiosk and staff."""

    @app.before_request
    def check() -> None:
        g.actor = NOBODY
        if request.endpoint is None:
            return
        mark = mark_of(app, request.endpoint)
        if mark is None or mark.audience is Audience.PUBLIC:
            return
        g.actor = resolvers[mark.audience]()
        if mark.permission and not _holds(g.actor, mark.permission):
            raise Forbidden


def _holds(actor: Actor, permission: Permission) -> bool:
    return actor.may(permission) or bool(actor.municipalities(permission))


def check_marks(app: Flask) -> None:
    """Refuse to start with an endpoint that carries no mark; raises UnmarkedEndpoint naming them."""
    unmarked = [endpoint for endpoint in app.view_functions if mark_of(app, endpoint) is None]
    if unmarked:
        raise UnmarkedEndpoint(", ".join(sorted(unmarked)))
