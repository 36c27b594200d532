"""Reads of slips: which were made for a session, and which are to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.core.db import db
from app.outreach.papers.models import Slip
from app.workshops.planning.models.session import Session


@dataclass(frozen=True, slots=True)
class Batch:
    """Slips that were made together."""

    first: int
    last: int
    made_at: datetime

    @property
    def count(self) -> int:
        return self.last - self.first + 1


def list_batches(session: Session) -> list[Batch]:
    """What was made for a session, the latest first."""
    together = (
        select(func.min(Slip.number), func.max(Slip.number), Slip.created_at)
        .where(Slip.session_id == session.id)
        .group_by(Slip.created_at)
        .order_by(func.max(Slip.number).desc())
    )
    return [Batch(*row) for row in db.session.execute(together)]


def list_slips(session: Session, first: int, last: int) -> Sequence[Slip]:
    """The slips of a session from one number to another, those that exist."""
    some = select(Slip).where(Slip.session_id == session.id, Slip.number.between(first, last))
    return db.session.scalars(some.order_by(Slip.number)).all()
