"""Tasks of somebody who is forgotten stay the group's, and are nobody's."""

from uuid import uuid4

from sqlalchemy import delete, inspect, select

from app.core.db import db
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.groups.told import Replaced, replaced
from app.people.rights.forgetting import cut

OF_SOMEBODY = {"member_id": None, "created_by": None, "done_by": None, "removed_by": None}
INSTANTS = ("created_at", "done_at", "removed_at")


@replaced.connect
def leave_tasks_to_the_group(told: Replaced) -> None:
    """Each becomes a row of its own; where they were present is noted no more."""
    theirs = select(DiaryEntry).where(DiaryEntry.member_id == told.before)
    for entry in db.session.scalars(theirs.order_by(DiaryEntry.id)).all():
        kept = {each.key: getattr(entry, each.key) for each in inspect(DiaryEntry).column_attrs}
        months = {name: cut(kept[name], told.zone) for name in INSTANTS if kept[name]}
        db.session.add(DiaryEntry(**kept | months | OF_SOMEBODY | {"id": uuid4()}))
        db.session.execute(delete(DiaryEntry).where(DiaryEntry.id == entry.id))
        db.session.expunge(entry)
    db.session.execute(delete(DiaryPresence).where(DiaryPresence.member_id == told.before))
    db.session.flush()
