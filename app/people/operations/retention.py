"""The night's part of retention: who was told, 30 days ago, and with whom nothing goes on, is forgotten.

A person decided that, when they gave notice (operations/rights.py). What is asked again now is whether
anything has changed since: an activity, a duty to keep, a restriction, a place in a series.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.core import audit, clock
from app.core.actor import SYSTEM
from app.core.dates import months_before
from app.core.db import db
from app.network.models import Municipality
from app.people.models import Participant
from app.people.operations.erasing import erase_over
from app.people.retention import idle_months, idle_on
from app.people.rights.models import ErasureNotice
from app.people.rights.queries import is_due, is_held
from app.people.rights.reasons import FEWEST_TOGETHER, LONGEST_WAIT
from app.people.rights.rest import usable

Whose = Callable[[datetime], Select[Any]]


def list_due(municipality: Municipality, active: Sequence[Whose]) -> Sequence[Participant]:
    """Whose notice is over and whom nothing keeps, the longest told first; locked until all is done.

    Asked once more under the lock: what came while it was waited for keeps them too.
    """
    today = clock.today(municipality.zone)
    since = clock.now() - (today - months_before(today, idle_months()))
    over = and_(is_due(today), idle_on(today), usable(), ~is_held(today), _rests(active, since))
    query = select(Participant).join(ErasureNotice, ErasureNotice.participant_id == Participant.id)
    query = query.where(
        Participant.municipality_id == municipality.id, ErasureNotice.ended_at.is_(None), over
    )
    by_age = query.order_by(ErasureNotice.due_on, Participant.id)
    locked = db.session.scalars(by_age.with_for_update(of=Participant)).all()
    still = set(db.session.scalars(query.with_only_columns(Participant.id)))
    return [each for each in locked if each.id in still]


def erase_due(active: Sequence[Whose], *, at_most: int, is_meant: bool) -> tuple[int, int]:
    """Forget them, at most so many in one run; how many were due, and how many were (to be) forgotten."""
    due = taken = 0
    for municipality in db.session.scalars(select(Municipality).order_by(Municipality.id)):
        found = list_due(municipality, active)
        together = found[: at_most - taken] if _may_go(municipality, found) else []
        due, taken = due + len(found), taken + len(together)
        if is_meant and together:
            erase_over(SYSTEM, people=together)
            where = municipality.id
            audit.record(
                SYSTEM, "retention.applied", "participant", municipality_id=where, count=len(together)
            )
    return due, taken


def _may_go(municipality: Municipality, found: Sequence[Participant]) -> bool:
    """Some go together; whoever is alone, after a while all the same."""
    if len(found) >= FEWEST_TOGETHER or not found:
        return True
    ids = [each.id for each in found]
    first = db.session.scalar(
        select(func.min(ErasureNotice.due_on)).where(
            ErasureNotice.participant_id.in_(ids), ErasureNotice.ended_at.is_(None)
        )
    )
    return first is not None and first + LONGEST_WAIT <= clock.today(municipality.zone)


def _rests(active: Sequence[Whose], since: datetime) -> ColumnElement[bool]:
    """With whom nothing goes on, by what each feature says."""
    return and_(*(Participant.id.not_in(_ids(whose(since))) for whose in active))


def _ids(whose: Select[Any]) -> Select[UUID]:
    column = whose.selected_columns[0]
    return whose.where(column.is_not(None))
