"""How long things are kept. Nothing about a participant is erased by a clock: a person decides."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, func, select

from app.core.dates import months_before
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


def count_idle(day: date) -> int:
    """How many participants wait for that decision in all municipalities."""
    return db.session.scalar(select(func.count()).select_from(Participant).where(idle_on(day))) or 0
