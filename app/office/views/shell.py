"""The menu, the search and the foot that the layouts draw around every page."""

from collections.abc import Sequence
from typing import Any

from flask import g, has_request_context, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from app.core.actor import NOBODY, Actor, ActorKind
from app.core.db import db
from app.core.permission import Permission
from app.network.models import Notice
from app.network.queries import list_open_notices
from app.office.navigation import Place, places_for


def context() -> dict[str, Any]:
    """The names that the layouts read; for the staff their menu, for everybody the foot."""
    if not has_request_context():
        return {}
    foot = {
        "privacy_url": url_for("office.privacy"),
        "accessibility_url": url_for("office.accessibility"),
        "complaints_url": url_for("office.complaints"),
    }
    actor: Actor = g.get("actor", NOBODY)
    return {**foot, **_menu(actor)} if actor.kind is ActorKind.STAFF else foot


def _menu(actor: Actor) -> dict[str, Any]:
    navigation = [_item(place, actor) for place in places_for(actor)]
    return {
        "navigation": navigation,
        **({"search_url": url_for("office.search")} if may_search(actor) else {}),
    }


def may_search(actor: Actor) -> bool:
    """Whether there is anything the actor could find."""
    return actor.may(Permission.PARTICIPANT_READ) or actor.may(Permission.ORGANISATION_READ)


def _item(place: Place, actor: Actor) -> dict[str, Any]:
    url = url_for(place.endpoint)
    return {
        "label": place.label,
        "icon": place.icon,
        "url": url,
        "is_current": place.endpoint == request.endpoint,
        "is_around": request.path.startswith(f"{url}/"),
        "badge": len(open_notices(actor)) if place.endpoint == "office.front" else 0,
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
