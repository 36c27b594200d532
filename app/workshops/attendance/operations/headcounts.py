"""People counted without being registered, by group."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.permission import Permission
from app.workshops.attendance.models import Headcount
from app.workshops.attendance.operations.attendance import NotYet
from app.workshops.attendance.queries.session_record import heads_of
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import hold_session
from app.workshops.planning.wording import TARGET_GROUPS


def count_heads(actor: Actor, *, session: Session, heads: Mapping[str, int]) -> None:
    """How many of each group came, each person once; "" is everybody else. Replaces an earlier count.

    Raises Conflict for a cancelled session.
    """
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    if session.is_cancelled:
        raise Conflict
    if not set(heads) <= {*TARGET_GROUPS, ""}:
        raise NotFound
    db.session.execute(delete(Headcount).where(Headcount.session_id == session.id))
    db.session.add_all(
        Headcount(municipality_id=session.municipality_id, session_id=session.id, group=group, count=count)
        for group, count in heads.items()
        if count
    )
    if any(heads.values()):
        hold_session(actor, session=session)
    records.record(actor, "heads_counted", session)
    db.session.flush()


def count_guest(actor: Actor, *, session: Session) -> int:
    """One more who was there without a seat, among everybody else; how many those are now. Raises NotYet."""
    if session.on > clock.today(session.zone):
        raise NotYet
    records.lock(session)
    heads = heads_of(session.id)
    guests = heads.get("", 0) + 1
    count_heads(actor, session=session, heads={**heads, "": guests})
    return guests
