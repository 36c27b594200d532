"""The menu, the search and the foot that the layouts draw around every page."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import g, has_request_context, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from app.core.actor import NOBODY, Actor, ActorKind
from app.core.db import db
from app.core.feature import MenuEntry, Search, declared
from app.core.permission import Permission
from app.network.models import Notice
from app.network.queries import list_open_notices


def context() -> dict[str, Any]:
    """The names that the layouts read; for the staff their menu, for everybody the foot."""
    if not has_request_context():
        return {}
    actor: Actor = g.get("caller", NOBODY)
    if actor.kind is ActorKind.TERMINAL:
        return {}
    foot = {
        "privacy_url": url_for("office.privacy"),
        "accessibility_url": url_for("office.accessibility"),
        "complaints_url": url_for("office.complaints"),
    }
    if actor.kind is not ActorKind.STAFF:
        return foot
    search = {"search_url": url_for("office.search")} if may_search(actor) else {}
    return {**foot, **search, "navigation": [_item(each, actor) for each in menu_of(actor)]}


def menu_of(actor: Actor) -> list[MenuEntry]:
    """The entries an actor may open where they work now, in the order of the menu."""
    allowed = [each for each in declared(MenuEntry) if each.permission is None or actor.may(each.permission)]
    return sorted(allowed, key=attrgetter("position"))


def may_search(actor: Actor) -> bool:
    """Whether there is anything the actor could find."""
    return any(actor.may(each.permission) for each in declared(Search))


def _item(entry: MenuEntry, actor: Actor) -> dict[str, Any]:
    url = url_for(entry.endpoint)
    return {
        "label": entry.label,
        "icon": entry.icon,
        "url": url,
        "is_current": entry.endpoint == request.endpoint,
        "is_around": request.path.startswith(f"{url}/"),
        "badge": len(open_notices(actor)) if entry.endpoint == "office.front" else 0,
    }


def open_notices(actor: Actor) -> Sequence[Notice]:
    """The notices that wait for an answer, read once a request.

    None when the database is away: the page that says so has a menu too.
    """
    if "open_notices" not in g:
        try:
            g.open_notices = list_open_notices(actor) if actor.may(Permission.NOTICE_ANSWER) else ()
        except SQLAlchemyError:
            db.session.rollback()
            g.open_notices = ()
    notices: Sequence[Notice] = g.open_notices
    return notices
