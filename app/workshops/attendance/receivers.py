"""Marks stay in the sessions they were made in."""

from typing import Any

from sqlalchemy import insert, select

from app.core.db import db
from app.people.rights.forgetting import cut
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.operations.erasing import Replaced, replaced


@replaced.connect
def keep_marks(told: Replaced) -> None:
    """Somebody was there, or was not: in which month that was noted, and not by whom."""
    columns = Attendance.__table__.c
    query = select(*columns).where(Attendance.enrolment_id == told.before.id)
    nobody: dict[str, Any] = {"enrolment_id": told.after.id, "noted_by": None}
    rows = [
        {**row, **nobody, "noted_at": cut(row["noted_at"], told.zone)}
        for row in db.session.execute(query).mappings()
    ]
    if rows:
        db.session.execute(insert(Attendance), rows)
