"""How long things are kept. Nothing about a participant is erased by a clock: a person decides."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, func, select

from app.core.db import db
from app.people.models import Participant

DATA = Path(__file__).parent / "retention.toml"


@cache
def idle_months() -> int:
    """After how many months without activity a person decides about a record."""
    months: int = tomllib.loads(DATA.read_text("utf-8"))["idle_participant"]["months"]
    return months


def idle_on(day: date) -> ColumnElement[bool]:
    """Participants with no activity for so many months on a day."""
    return Participant.last_activity_on < months_before(day, idle_months())


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of its month where there is none.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def count_idle(day: date) -> int:
    """How many participants wait for that decision in all municipalities."""
    return db.session.scalar(select(func.count()).select_from(Participant).where(idle_on(day))) or 0
