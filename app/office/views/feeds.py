"""Calendars that programs of others subscribe to, at addresses nobody can guess."""

from flask import Response

from app.core import feeds
from app.core.access import public
from app.core.errors import NotFound
from app.office.views.blueprint import bp


@bp.get("/feeds/<token>.ics")
@public
def feed(token: str) -> Response:
    if feeds.find_by_token(token) is None:
        raise NotFound
    return Response(feeds.calendar("Autonomus", []), content_type=feeds.MEDIA_TYPE)
