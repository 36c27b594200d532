"""All that is told of a period, together."""

from datetime import date
from uuid import UUID

from app.core.actor import Actor
from app.core.disclosure import FEWEST
from app.workshops.reports.queries.activity import period_report
from app.workshops.reports.queries.programme import list_parishes, offers_filled, programme_report
from app.workshops.reports.whole import Whole, whole


def whole_report(actor: Actor, first: date, last: date, fewest: int = FEWEST) -> Whole:
    """The figures of the current municipality from one day to another, as they can be counted now."""
    report, lines = period_report(actor, first, last, fewest)
    programme = programme_report(actor, first, last, fewest)
    filled = offers_filled(actor, first, last, fewest)
    come_from = {UUID(key) for each in programme.columns.values() for key in each.by["parish"] if key}
    return whole(programme, report, lines, filled, list_parishes(actor, first, come_from))
