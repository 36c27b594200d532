"""Reads of slips: which were made for a session, and which are to be printed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, cast, exists, func, or_, select

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.papers.models import Slip
from app.outreach.registrations.models import Registration
from app.workshops.planning.models.series import Workshop
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


def list_slips(session: Session, first: int, last: int, *, at_most: int | None = None) -> Sequence[Slip]:
    """The slips of a session from one number to another, those that exist."""
    some = select(Slip).where(Slip.session_id == session.id, Slip.number.between(first, last))
    return db.session.scalars(some.order_by(Slip.number).limit(at_most)).all()


def titles_of(workshop_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How series are called that stand on sheets, also those that are over by now."""
    named = select(Workshop.id, Workshop.title).where(Workshop.id.in_(workshop_ids))
    return {row.id: row.title for row in db.session.execute(named)}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a number: the registration, or a record that somebody has to look at; neither while
    nothing of it has come. Whose it is stands nowhere: a name that is missing would tell who is protected.
    """

    number: int
    registration: Registration | None = None
    record: FieldRecord | None = None

    @property
    def is_open(self) -> bool:
        return self.registration is None and self.record is None


def find_slips(session: Session, numbers: Collection[int]) -> Mapping[int, Slip]:
    """The slips of a session with these numbers, as far as there are any."""
    some = select(Slip).where(Slip.session_id == session.id, Slip.number.in_(numbers))
    return {each.number: each for each in db.session.scalars(some)}


def find_fates(session: Session, slips: Collection[Slip]) -> Mapping[int, Fate]:
    """What became of slips, whether they were written on paper, scanned or typed; two queries."""
    ids = {each.id: each.number for each in slips}
    words = {str(each.number): each.number for each in slips}
    fates = {each.number: Fate(each.number) for each in slips}
    mine = Registration.session_id == session.id, or_(Registration.id.in_(ids), Registration.slip.in_(words))
    for found in db.session.scalars(select(Registration).where(*mine)):
        number = ids.get(found.id) or words[found.slip]
        fates[number] = Fate(number, registration=found)
    waiting = (
        FieldRecord.session_id == session.id,
        FieldRecord.state.in_((RecordState.WAITING, RecordState.ATTENTION)),
        or_(FieldRecord.id.in_(ids), FieldRecord.slip.in_(words)),
    )
    for record in db.session.scalars(select(FieldRecord).where(*waiting).order_by(FieldRecord.id)):
        number = ids.get(record.id) or words[record.slip]
        if fates[number].is_open:
            fates[number] = Fate(number, record=record)
    return fates


def next_slips(session: Session, at_most: int) -> Sequence[Slip]:
    """The first slips of a session of which nothing has come."""
    told = exists().where(
        Registration.session_id == Slip.session_id,
        or_(Registration.id == Slip.id, Registration.slip == cast(Slip.number, String)),
    )
    open_ones = select(Slip).where(Slip.session_id == session.id, ~told)
    return db.session.scalars(open_ones.order_by(Slip.number).limit(at_most)).all()
