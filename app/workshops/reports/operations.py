"""That somebody opened exact numbers stays, and what was told of a year."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.core import audit, clock, unit_of_work
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.permission import Permission
from app.people.models import Participant
from app.people.rights.forgetting import Forgotten
from app.workshops.reports.models import ToldYear
from app.workshops.reports.queries.whole import find_told, whole_year
from app.workshops.reports.whole import Whole, as_json

TO_NOTE = timedelta(days=90)
"""After the end of a year: until then sessions and lists of it are still noted."""


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
    found, row = _counted(actor, year)

    def keep() -> None:
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else was first, with what was there in the same moment
            return

    unit_of_work.afterwards(keep)
    return found, row.created_at


def tell_years_of(told: Forgotten) -> None:
    """What nobody has asked for yet is counted before people are forgotten: told of later it is the same.

    A year that ended less than a quarter ago waits: what was forgotten to be noted may still be noted.
    """
    ids = list(told.people)
    for where, zone in {(each.municipality_id, each.zone) for each in told.people.values()}:
        actor = replace(SYSTEM, municipality_id=where)
        theirs = Participant.id.in_(ids), Participant.municipality_id == where
        first = db.session.scalar(select(func.min(Participant.created_at)).where(*theirs))
        last = (clock.today(zone) - TO_NOTE).year
        for year in range(first.year if first else last, last):
            if not find_told(actor, year):
                db.session.add(_counted(actor, year)[1])
    db.session.flush()


def _counted(actor: Actor, year: int) -> tuple[Whole, ToldYear]:
    found = whole_year(actor, year)
    return found, ToldYear(
        municipality_id=actor.here(), year=year, told=as_json(found), created_at=clock.now()
    )
