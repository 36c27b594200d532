"""Attendance follows the place that goes on."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from app.core.db import Base, db
from app.workshops.attendance.models import Attendance, AttendanceState
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
