"""Display aids, one tap each, kept in the visit; and the sign that somebody is still there."""

from flask import Response, current_app, g, redirect, request, url_for

from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import htmx
from app.kiosk import queries
from app.kiosk.blueprint import bp
from app.kiosk.operations import visits as operations
from app.kiosk.operations.visits import AIDS
from app.kiosk.presence import back, presence, visit


@bp.post("/visit/aids")
@kiosk
def set_aid() -> Response:
    """Back to the same screen; who begins with an aid still has a language to choose."""
    aid = request.form.get("aid", "")
    if aid not in AIDS:
        raise NotFound
    found = presence()
    first = found.visit is None
    operations.set_aid(g.actor, terminal=found.terminal, visit=queries.find_visit(found), aid=aid)
    target = url_for("kiosk.languages", back=url_for("kiosk.home")) if first else back()
    return current_app.make_response(redirect(target, 303))


@bp.post("/visit/activity")
@kiosk
def activity() -> Response:
    """Somebody is there: resolving the terminal has noted it already."""
    visit()
    if htmx:
        return current_app.make_response(("", 204))
    return current_app.make_response(redirect(back(), 303))
