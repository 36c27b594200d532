"""Tasks and presences follow a member; tasks of somebody forgotten stay the group's, and are nobody's."""

from uuid import uuid4

from sqlalchemy import delete, inspect, select, update

from app.core.db import db
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.groups.told import Joined, Replaced, joined, replaced
from app.people.rights.forgetting import cut

OF_SOMEBODY = {"member_id": None, "created_by": None, "done_by": None, "removed_by": None}
INSTANTS = ("created_at", "done_at", "removed_at")


@joined.connect
def follow_the_member(told: Joined) -> None:
    """Nobody was twice at one meeting."""
    theirs = update(DiaryEntry).where(DiaryEntry.member_id == told.before)
    db.session.execute(theirs.values(member_id=told.after))
    there = select(DiaryPresence.entry_id).where(DiaryPresence.member_id == told.after)
    was_in = DiaryPresence.member_id == told.before
    others = update(DiaryPresence).where(was_in, DiaryPresence.entry_id.not_in(there))
    alone = {"synchronize_session": False}
    db.session.execute(others.values(member_id=told.after), execution_options=alone)
    db.session.execute(delete(DiaryPresence).where(was_in), execution_options=alone)


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
