"""Display aids, one tap each, kept in the visit; and the sign that somebody is still there."""

from flask import Response, current_app, g, redirect, request

from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import htmx
from app.kiosk import services
from app.kiosk.services.visits import AIDS
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import back, presence, visit


@bp.post("/visit/aids")
@kiosk
def set_aid() -> Response:
    aid = request.form.get("aid", "")
    if aid not in AIDS:
        raise NotFound
    found = presence()
    services.set_aid(g.actor, terminal=found.terminal, visit=found.visit, aid=aid)
    return current_app.make_response(redirect(back(), 303))


@bp.post("/visit/activity")
@kiosk
def activity() -> Response:
    """Somebody is there: resolving the terminal has noted it already."""
    visit()
    if htmx:
        return current_app.make_response(("", 204))
    return current_app.make_response(redirect(back(), 303))
