"""The menu, the search and the foot that the layouts draw around every page."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from flask import g, has_request_context, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.actor import NOBODY, Actor, ActorKind
from app.core.db import db
from app.core.feature import MenuEntry, Search, declared
from app.core.http import here, htmx
from app.core.permission import Permission
from app.network.models import Notice
from app.network.queries import list_open_notices

IN_A_LINE, BESIDE_MORE = 10, 8
"""So many entries of the menu fit beside each other at a desk (1280 px), also while a call waits; of more
than that, so many beside "More", under which the others stand."""


def context() -> dict[str, Any]:
    """The names that the layouts read; for the staff their menu, for everybody the foot."""
    if not has_request_context():
        return {}
    actor: Actor = g.get("caller", NOBODY)
    if actor.kind is ActorKind.TERMINAL:
        return {}
    foot = {
        "programme_url": url_for("office.how_it_works"),
        "privacy_url": url_for("office.privacy"),
        "accessibility_url": url_for("office.accessibility"),
        "complaints_url": url_for("office.complaints"),
    }
    if actor.kind is not ActorKind.STAFF:
        return foot
    items = [_item(each, actor) for each in menu_of(actor)]
    shown = len(items) if len(items) <= IN_A_LINE else BESIDE_MORE
    names: dict[str, Any] = {**foot, "navigation": items[:shown], "more_navigation": items[shown:]}
    if may_search(actor):
        names["search_url"] = url_for("office.search")
    if actor.may(Permission.PARTICIPANT_WRITE):
        names["register_url"] = url_for("people.create_participant")
        names["register_label"] = _("Register a person")
    return {**names, **calls_context(actor)}


def calls_context(actor: Actor) -> dict[str, Any]:
    """What office/_calls.html draws above every page of whoever answers calls, and again when it asks."""
    if not actor.may(Permission.NOTICE_ANSWER):
        return {}
    back = _path_of(htmx.current_url) if htmx else here()
    notices = open_notices(actor)
    return {
        "above_every_page": "office/_above.html",
        "title_count": len(notices),
        "calls": {"notices": notices, "now": clock.now(), "back": back},
    }


def _path_of(address: str | None) -> str:
    found = urlsplit(address or "")
    return found.path + (f"?{found.query}" if found.query else "")


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
