"""Who may call an endpoint: every view carries a mark, and the application does not start without it.

@public                 anyone
@kiosk                  an enrolled terminal
@signed_in              any staff
@requires(Permission.X) staff who hold X: in the municipality of the thing that the address names, or in
                        the current one where it names none
@confirmed()            beside one of these: staff who have shown a short while ago that it is still they

That is so by construction: the view gets an actor who may nothing in a municipality where X is not held
(`g.actor`), so that its look-ups find nothing there, whatever else the actor may do in it. The layouts draw
the menu from all that the caller may (`g.caller`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, g, request

from app.core.actor import NOBODY, Actor, ActorKind
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.core.unit_of_work import writes


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


ACTORS = {Audience.KIOSK: ActorKind.TERMINAL, Audience.STAFF: ActorKind.STAFF}
"""Who an audience is made of."""

Resolver = Callable[[], Actor]
"""Finds the actor of the current request for one audience; raises NotSignedIn or Forbidden."""

Confirm = Callable[[], None]
"""Lets a request go on whose person has just shown that it is they; otherwise asks for it, by raising."""

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE, _CONFIRMED = "access_mark", "access_confirmed"
THING = ("_id", "_token")
"""How the parts of an address end that name one thing, which has a municipality of its own."""


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


def always() -> bool:
    """Of an address where reading alone needs it: a list of people that leaves as a file."""
    return True


def confirmed(needed: Callable[[], bool] = writes) -> Callable[[View], View]:
    """Ask once more who it is, where `needed` says so of the present request: whenever it may change
    something, if nothing else is said. A signed-in browser that was left alone gives away neither people,
    nor keys, nor roles.
    """

    def decorate(view: View) -> View:
        setattr(view, _CONFIRMED, needed)
        return view

    return decorate


def asks_again(app: Flask, endpoint: str) -> bool:
    """Whether this endpoint may ask once more who it is."""
    return hasattr(app.view_functions[endpoint], _CONFIRMED)


def mark_of(app: Flask, endpoint: str) -> Mark | None:
    return getattr(app.view_functions[endpoint], _ATTRIBUTE, None)


def init_app(app: Flask, resolvers: dict[Audience, Resolver], confirm: Confirm) -> None:
    """Check the mark before every request; `resolvers` find the actor for kiosk and staff, and `confirm`
    asks once more who it is.
    """

    @app.before_request
    def check() -> None:
        g.actor = g.caller = NOBODY
        if request.endpoint is None:
            return
        mark = mark_of(app, request.endpoint)
        if mark is None or mark.audience is Audience.PUBLIC:
            return
        g.actor = g.caller = resolvers[mark.audience]()
        if not opens(mark, g.actor):
            raise Forbidden
        if mark.permission is not None:
            g.actor = g.caller.where(mark.permission)
            if not _names_a_thing():
                g.actor.demand(mark.permission)
        if (needed := getattr(app.view_functions[request.endpoint], _CONFIRMED, None)) and needed():
            confirm()


def opens(mark: Mark, actor: Actor) -> bool:
    """Whether an address with this mark is open to the actor somewhere: what every request asks first."""
    if mark.audience is Audience.PUBLIC:
        return True
    if actor.kind is not ACTORS[mark.audience]:
        return False
    return mark.permission is None or bool(actor.municipalities(mark.permission))


def _names_a_thing() -> bool:
    return any(name.endswith(THING) for name in request.view_args or ())


def check_marks(app: Flask) -> None:
    """Refuse to start with an endpoint that carries no mark; raises UnmarkedEndpoint naming them."""
    unmarked = [endpoint for endpoint in app.view_functions if mark_of(app, endpoint) is None]
    if unmarked:
        raise UnmarkedEndpoint(", ".join(sorted(unmarked)))
