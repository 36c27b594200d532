"""What services show on the front page."""

from collections.abc import Iterator
from datetime import date

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.core.permission import Permission
from app.directory.services.queries.services import list_to_look_at


def front(actor: Actor, today: date) -> Iterator[Panel]:
    """What the actor must look at; a partner, who has little else here, also reads that nothing waits."""
    services = list_to_look_at(actor, today)
    is_partner = actor.may(Permission.DIRECTORY_PROPOSE) and not actor.may(Permission.PARTICIPANT_READ)
    if services or is_partner:
        yield Panel(Area.MAIN, 40, "directory/_to_check.html", {"services": services})
