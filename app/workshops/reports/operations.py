"""That somebody opened exact numbers stays."""

from datetime import date

from app.core import audit, unit_of_work
from app.core.actor import Actor
from app.core.permission import Permission


def note_reading(actor: Actor, *, first: date, last: date) -> None:
    """Keep that the numbers of these days were opened; without that note they are not told."""
    actor.demand(Permission.STATISTICS_EXACT)

    def keep() -> None:
        since, until = first.isoformat(), last.isoformat()
        audit.record(actor, "statistics.opened_exact", "municipality", actor.here(), since=since, until=until)

    unit_of_work.afterwards(keep)
