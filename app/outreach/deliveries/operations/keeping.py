"""What was set aside is not kept for ever."""

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from app.core import audit, clock
from app.core.actor import SYSTEM
from app.core.db import db
from app.core.machine import Transition
from app.outreach.deliveries.models import FieldRecord, RecordState

KEPT = timedelta(days=90)


def erase_dismissed(*, is_meant: bool) -> int:
    """Empty records that were set aside so long ago; how many. That they arrived stays known."""
    is_old = _is_old()
    if not is_meant:
        return db.session.scalar(select(func.count()).select_from(FieldRecord).where(is_old)) or 0
    nothing = dict.fromkeys(("slip", "box", "carried", "content_encrypted"), "")
    result = db.session.execute(
        update(FieldRecord).where(is_old).values(**nothing).execution_options(synchronize_session=False)
    )
    count = int(result.rowcount)  # type: ignore[attr-defined]  # of an update
    audit.record(SYSTEM, "retention.applied", FieldRecord.__tablename__, count=count)
    return count


def _is_old() -> ColumnElement[bool]:
    """Set aside, nothing was decided since, and something is left of it."""
    changed_since = exists().where(
        Transition.subject_type == FieldRecord.__tablename__,
        Transition.subject_id == FieldRecord.id,
        Transition.at >= clock.now() - KEPT,
    )
    has_words = or_(FieldRecord.box != "", FieldRecord.content_encrypted != "")
    return (FieldRecord.state == RecordState.DISMISSED) & has_words & ~changed_since
