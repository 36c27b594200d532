"""Attendance follows the place that goes on; marks of whoever is forgotten stay in their sessions."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, update

from app.core.db import Base, db
from app.people.rights.forgetting import cut
from app.workshops.attendance.models import Attendance, AttendanceState
from app.workshops.enrolments.operations.erasing import Replaced, replaced
from app.workshops.enrolments.operations.same_person import Joined, joined

_TABLE = Base.metadata.tables[Attendance.__tablename__]
RANK = (
    AttendanceState.PRESENT,
    AttendanceState.LATE,
    AttendanceState.EXCUSED,
    AttendanceState.ABSENT,
    AttendanceState.EXPECTED,
)
"""Of what was noted twice of one person in one session what says more for them is kept."""


@joined.connect
def bring_together(told: Joined) -> None:
    """What was noted of both places is noted of the one, once a session."""
    both = Attendance.enrolment_id.in_([told.kept.id, told.ended.id])
    noted = db.session.scalars(select(Attendance).where(both)).all()
    best: dict[UUID, Attendance] = {}
    for each in sorted(noted, key=lambda each: (RANK.index(AttendanceState(each.state)), -each.minutes)):
        best.setdefault(each.session_id, each)
    worse = [each for each in noted if best[each.session_id] is not each]
    for each in noted:
        db.session.expunge(each)  # its key may change
    for each in worse:
        db.session.execute(delete(_TABLE).where(*_is(each)))
    for each in best.values():
        if each.enrolment_id == told.ended.id:
            db.session.execute(update(_TABLE).where(*_is(each)).values(enrolment_id=told.kept.id))


def _is(row: Attendance) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _TABLE.c.session_id == row.session_id, _TABLE.c.enrolment_id == row.enrolment_id


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
