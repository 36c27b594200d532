"""People counted without being registered, by group."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.workshops.groups import TARGET_GROUPS
from app.workshops.models import Headcount, Session
from app.workshops.queries.calendar import heads_of
from app.workshops.services.attendance import NotYet
from app.workshops.services.sessions import hold_session


def count_heads(actor: Actor, *, session: Session, heads: Mapping[str, int]) -> None:
    """How many of each group came, each person once; "" is everybody else. Replaces an earlier count."""
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    if not set(heads) <= {*TARGET_GROUPS, ""} or session.is_cancelled:
        raise NotFound
    db.session.execute(delete(Headcount).where(Headcount.session_id == session.id))
    db.session.add_all(
        Headcount(municipality_id=session.municipality_id, session_id=session.id, group=group, count=count)
        for group, count in heads.items()
        if count
    )
    if any(heads.values()):
        hold_session(actor, session=session)
    audit.record(
        actor, "session.heads_counted", "session", session.id, municipality_id=session.municipality_id
    )
    db.session.flush()


def count_guest(actor: Actor, *, session: Session) -> int:
    """One more who was there without a place, among everybody else; how many those are now. Raises NotYet."""
    if session.on > clock.today(session.zone):
        raise NotYet
    db.session.refresh(session, with_for_update={"of": Session})
    heads = heads_of(session.id)
    guests = heads.get("", 0) + 1
    count_heads(actor, session=session, heads={**heads, "": guests})
    return guests
