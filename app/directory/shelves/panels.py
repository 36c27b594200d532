"""What waits for publication, on the front page."""

from collections.abc import Iterator
from datetime import date

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.permission import Permission
from app.directory.shelves.queries import list_proposed


def front(actor: Actor, _today: date, at_most: int) -> Iterator[Panel]:
    """What others proposed: first of all for whoever publishes."""
    if not actor.may(Permission.DIRECTORY_PUBLISH):
        return
    if proposed := list_proposed(actor, at_most + 1):
        context = {"proposed": proposed[:at_most], "has_more": len(proposed) > at_most}
        yield Panel(Area.MAIN, 0, "directory/_to_publish.html", context)
