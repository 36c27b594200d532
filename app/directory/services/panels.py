"""What services show on the front page."""

from collections.abc import Iterator
from datetime import date

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.permission import Permission
from app.directory.services.queries.services import list_to_check


def front(actor: Actor, today: date, at_most: int) -> Iterator[Panel]:
    """What the actor must look at; a partner, who has little else here, also reads that nothing waits."""
    services = list_to_check(actor, today, at_most + 1)
    is_partner = actor.may(Permission.DIRECTORY_PROPOSE) and not actor.may(Permission.PARTICIPANT_READ)
    if services or is_partner:
        context = {"services": services[:at_most], "has_more": len(services) > at_most}
        yield Panel(Area.MAIN, 40, "directory/_to_check.html", context, not services)
