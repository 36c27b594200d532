"""The kiosks on the front page of whoever looks after them."""

from collections.abc import Iterator
from datetime import date

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.permission import Permission
from app.kiosk.queries import list_terminals


def front(actor: Actor, _today: date, at_most: int) -> Iterator[Panel]:
    """Those in use, and since when."""
    if actor.may(Permission.TERMINAL_WRITE):
        terminals = [each for each in list_terminals(actor) if each.revoked_at is None]
        context = {"terminals": terminals[:at_most], "has_more": len(terminals) > at_most}
        yield Panel(Area.MAIN, 30, "terminals/_in_use.html", context, not terminals)
