"""People counted without being registered, by group."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.workshops.attendance.models import Headcount
from app.workshops.attendance.operations.attendance import NotYet
from app.workshops.attendance.queries.session_record import heads_of, is_anybody_noted
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import hold_session, take_back_holding
from app.workshops.planning.permissions import demand_count
from app.workshops.planning.wording import TARGET_GROUPS


def count_heads(actor: Actor, *, session: Session, version: int, heads: Mapping[str, int]) -> None:
    """How many of each group came to a session read at `version`, each person once; "" is everybody else.

    Replaces an earlier count; the same count again changes nothing. Without any count, and where nobody was
    noted by name, the session was not held after all. Raises StaleRecord, Conflict for a cancelled session.
    """
    demand_count(actor, session)
    if not set(heads) <= {*TARGET_GROUPS, ""}:
        raise NotFound
    records.lock(session)
    if _given(heads) == heads_of(session.id):
        return
    records.demand_version(session, version)
    _put(actor, session, heads)


def count_guest(actor: Actor, *, session: Session) -> int:
    """One more who was there without a seat, among everybody else; how many those are now. Raises NotYet."""
    demand_count(actor, session)
    if session.on > clock.today(session.zone):
        raise NotYet
    records.lock(session)
    heads = heads_of(session.id)
    guests = heads.get("", 0) + 1
    _put(actor, session, {**heads, "": guests})
    return guests


def _put(actor: Actor, session: Session, heads: Mapping[str, int]) -> None:
    """Write the count of a session that is locked."""
    if session.is_cancelled:
        raise Conflict
    db.session.execute(delete(Headcount).where(Headcount.session_id == session.id))
    db.session.add_all(
        Headcount(municipality_id=session.municipality_id, session_id=session.id, group=group, count=count)
        for group, count in _given(heads).items()
    )
    session.heads_by, session.heads_at = actor.id, clock.now()
    if any(heads.values()):
        hold_session(actor, session=session)
    elif not is_anybody_noted(session):
        take_back_holding(actor, session=session)
    records.record_edit(actor, session, ["heads"], act="heads_counted")


def _given(heads: Mapping[str, int]) -> dict[str, int]:
    return {group: count for group, count in heads.items() if count}
