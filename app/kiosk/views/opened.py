"""The places that somebody opened with their code, for as long as the visit lasts."""

from collections.abc import Iterable
from uuid import UUID

from flask import session

from app.kiosk.views.presence import visit

_KEY = "opened"


def remember(ids: Iterable[UUID]) -> None:
    """Keep ids of places with the visit: the end of it empties the session (presence.forget)."""
    kept = list(dict.fromkeys([*map(str, opened()), *map(str, ids)]))
    session[_KEY] = {"visit": str(visit().id), "ids": kept}


def opened() -> list[UUID]:
    """Those of this visit; what another visit left would not count."""
    kept = session.get(_KEY) or {}
    return [UUID(each) for each in kept["ids"]] if kept.get("visit") == str(visit().id) else []
