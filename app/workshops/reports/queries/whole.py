"""All that is told of a period, together."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import FEWEST
from app.core.permission import Permission
from app.workshops.reports.models import ToldYear
from app.workshops.reports.queries.activity import period_report
from app.workshops.reports.queries.programme import list_parishes, offers_filled, programme_report
from app.workshops.reports.whole import Whole, from_json, whole


def whole_report(actor: Actor, first: date, last: date, fewest: int = FEWEST) -> Whole:
    """The figures of the current municipality from one day to another, as they can be counted now."""
    report, lines = period_report(actor, first, last, fewest)
    programme = programme_report(actor, first, last, fewest)
    filled = offers_filled(actor, first, last, fewest)
    come_from = {UUID(key) for each in programme.columns.values() for key in each.by["parish"] if key}
    return whole(programme, report, lines, filled, list_parishes(actor, first, come_from))


def find_told(actor: Actor, year: int) -> tuple[Whole, datetime] | None:
    """What was told of a year of the current municipality, and since when; None before anybody asked."""
    actor.demand(Permission.STATISTICS_READ)
    query = select(ToldYear).where(ToldYear.municipality_id == actor.here(), ToldYear.year == year)
    kept = db.session.scalars(query).one_or_none()
    return (from_json(kept.told), kept.created_at) if kept else None
