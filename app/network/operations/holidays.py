"""The municipality's own holidays."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.network.models import LocalHoliday


class HolidayKnown(Conflict):
    """The municipality has this very holiday already."""


def add_holiday(
    actor: Actor, *, holiday_id: UUID, municipality_id: UUID, name: str, on: date, every_year: bool
) -> LocalHoliday:
    """Add a holiday; raises HolidayKnown."""
    actor.demand(Permission.MUNICIPALITY_WRITE, municipality_id)
    year = None if every_year else on.year
    same = select(LocalHoliday.id).where(
        LocalHoliday.municipality_id == municipality_id,
        LocalHoliday.month == on.month,
        LocalHoliday.day == on.day,
        LocalHoliday.year.is_(None) if year is None else LocalHoliday.year == year,
    )
    if db.session.scalar(same):
        raise HolidayKnown
    holiday = LocalHoliday(
        id=holiday_id, municipality_id=municipality_id, name=name, month=on.month, day=on.day, year=year
    )
    return records.add(actor, holiday, act="added")


def remove_holiday(actor: Actor, *, holiday: LocalHoliday) -> None:
    """Remove a holiday; sessions and slots on that day are flagged no more."""
    actor.demand(Permission.MUNICIPALITY_WRITE, holiday.municipality_id)
    records.record(actor, "removed", holiday)
    db.session.delete(holiday)
