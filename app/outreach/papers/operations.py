"""Slips are numbered and kept before they are printed: a number means one person, wherever it stands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.outreach.papers.models import Slip
from app.outreach.papers.signs import MOST_WISHES, signs_of
from app.outreach.registrations.choices import find_choices
from app.workshops.planning.models.session import Session

MOST_AT_ONCE = 100
"""Slips that are made by one form: a hall, not a town."""


class TooManySlips(Conflict):
    """None, or more at once than anybody prints."""

    status = 422


def make_slips(actor: Actor, *, slip_id: UUID, session: Session, count: int) -> Sequence[Slip]:
    """So many more slips for a session; their numbers go on where they ended.

    `slip_id` is that of the first of them: the same form sent again finds what it made.
    """
    actor.demand(Permission.OUTREACH_REGISTER, session.municipality_id)
    if known := records.known(Slip, slip_id, session_id=session.id):
        return _made_with(known)
    if not 1 <= count <= MOST_AT_ONCE:
        raise TooManySlips
    records.lock(session)  # two who make slips at once get numbers after each other's
    offered = find_choices(session.municipality_id, session)
    edition = signs_of(offered).edition
    wishes = [str(each.id) for each in offered.series[:MOST_WISHES]]
    last = db.session.scalar(select(func.max(Slip.number)).where(Slip.session_id == session.id)) or 0
    at = clock.now()
    slips = [
        Slip(
            id=new_id() if number else slip_id,
            municipality_id=session.municipality_id,
            session_id=session.id,
            number=last + 1 + number,
            edition=edition,
            wishes=wishes,
            created_at=at,
            created_by=actor.id,
        )
        for number in range(count)
    ]
    db.session.add_all(slips)
    records.record(actor, "created", slips[0], numbers=f"{slips[0].number}-{slips[-1].number}")
    db.session.flush()
    return slips


def _made_with(first: Slip) -> Sequence[Slip]:
    made = select(Slip).where(Slip.session_id == first.session_id, Slip.created_at == first.created_at)
    return db.session.scalars(made.order_by(Slip.number)).all()
