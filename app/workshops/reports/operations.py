"""That somebody opened exact numbers stays, and what was told of a year."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from app.core import audit, clock, unit_of_work
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.workshops.reports.models import ToldYear
from app.workshops.reports.queries.whole import find_told, whole_year
from app.workshops.reports.whole import Whole, as_json


def note_reading(actor: Actor, *, first: date, last: date) -> None:
    """Keep that the numbers of these days were opened; without that note they are not told."""
    actor.demand(Permission.STATISTICS_EXACT)

    def keep() -> None:
        since, until = first.isoformat(), last.isoformat()
        audit.record(actor, "statistics.opened_exact", "municipality", actor.here(), since=since, until=until)

    unit_of_work.afterwards(keep)


def tell_year(actor: Actor, *, year: int) -> tuple[Whole, datetime]:
    """What was told of a year that is over, and since when; the first time it is counted, and kept.

    The rows behind it go on changing: somebody moves, claims a list, a paper is revoked. Counted again, the
    difference would be one person.
    """
    if told := find_told(actor, year):
        return told
    found = whole_year(actor, year)
    now = clock.now()
    row = ToldYear(municipality_id=actor.here(), year=year, told=as_json(found), created_at=now)

    def keep() -> None:
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else was first, with what was there in the same moment
            return

    unit_of_work.afterwards(keep)
    return found, now
