"""All that is told of a period, together."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import EXACT, rounded
from app.core.permission import Permission
from app.workshops.reports.models import ToldYear
from app.workshops.reports.periods import days_of
from app.workshops.reports.programme import Programme, settled
from app.workshops.reports.queries.activity import exact_report, period_report
from app.workshops.reports.queries.programme import list_parishes, offers_filled, programme_report
from app.workshops.reports.whole import Whole, from_json, whole


def exact_whole(actor: Actor, first: date, last: date) -> Whole:
    """The exact figures of the current municipality from one day to another, as they can be counted now."""
    programme = programme_report(actor, first, last, EXACT)
    filled = offers_filled(actor, first, last, EXACT)
    parishes = _parishes(actor, first, programme)
    return whole(programme, exact_report(actor, first, last), filled, parishes, is_rounded=False)


def whole_year(actor: Actor, year: int) -> Whole:
    """The figures of a year as everybody who observes may read them, as they can be counted now."""
    days = days_of(year, "year")
    programme = settled(programme_report(actor, *days, rounded()))
    filled = offers_filled(actor, *days, rounded())
    parishes = _parishes(actor, days[0], programme)
    return whole(programme, period_report(actor, year, "year"), filled, parishes, is_rounded=True)


def _parishes(actor: Actor, first: date, programme: Programme) -> dict[str, str]:
    come_from = {UUID(key) for each in programme.columns.values() for key in each.by["parish"] if key}
    return list_parishes(actor, first, come_from)


def find_told(actor: Actor, year: int) -> tuple[Whole, datetime] | None:
    """What was told of a year of the current municipality, and since when; None before anybody asked."""
    actor.demand(Permission.STATISTICS_READ)
    query = select(ToldYear).where(ToldYear.municipality_id == actor.here(), ToldYear.year == year)
    kept = db.session.scalars(query).one_or_none()
    return (from_json(kept.told), kept.created_at) if kept else None
