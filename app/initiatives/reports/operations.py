"""What was told of a year stays as it was told: counted again, the difference would be one person."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from app.core import clock, unit_of_work
from app.core.actor import Actor
from app.core.db import db
from app.initiatives.reports.figures import OF_YEAR, Figures, parts_due
from app.initiatives.reports.models import InitiativesTold
from app.initiatives.reports.queries import rounded_figures, told_of
from app.network.queries import get_zone
from app.workshops.reports.periods import days_of


def tell_year(actor: Actor, *, year: int) -> tuple[Figures, datetime | None]:
    """What everybody who observes reads of a year, and since when; of one that goes on it is counted anew.

    Of a year that is over each part is counted once, the first time that it is asked for, and kept.
    """
    first, last = days_of(year, "year")
    today = clock.today(get_zone(actor.here()))
    if last >= today:
        return rounded_figures(actor, first, last, [OF_YEAR], {}), None
    known = {each.part: each for each in told_of(actor, year)}
    told: Figures = {column: rows for each in known.values() for column, rows in each.told.items()}
    for part in parts_due(last, today):
        if part not in known:
            known[part] = _count(actor, first, part, told)
            told = {**told, **known[part].told}
    return told, known[OF_YEAR].created_at


def _count(actor: Actor, first: date, part: str, before: Figures) -> InitiativesTold:
    last = days_of(first.year, "year")[1]
    row = InitiativesTold(
        municipality_id=actor.here(),
        year=first.year,
        part=part,
        told=rounded_figures(actor, first, last, [part], before),
        created_at=clock.now(),
    )
    unit_of_work.afterwards(_keeping(row))
    return row


def _keeping(row: InitiativesTold) -> Callable[[], None]:
    def keep() -> None:
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else was first, with what was there in the same moment
            return

    return keep
