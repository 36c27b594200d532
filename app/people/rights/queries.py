"""Reads of what stands for and against erasing somebody, for a person whom the caller may see."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from app.core.belongings import Belonging
from app.core.db import db
from app.core.feature import declared
from app.core.jobs import is_done
from app.people.models import Participant
from app.people.rights.models import ErasureNotice, Hold, Restriction


def list_holds(participant_id: UUID) -> Sequence[Hold]:
    """All of them, what still holds first, by its last day."""
    query = select(Hold).where(Hold.participant_id == participant_id)
    return db.session.scalars(
        query.order_by(Hold.lifted_at.is_not(None), Hold.until_on.desc(), Hold.id)
    ).all()


def held_until(participant_id: UUID, today: date) -> date | None:
    """The last day of the longest duty to keep; None where there is none."""
    return max((each.until_on for each in list_holds(participant_id) if each.is_open(today)), default=None)


def is_held(today: date) -> ColumnElement[bool]:
    """Participants whom a duty keeps."""
    open_ones = and_(Hold.lifted_at.is_(None), Hold.until_on >= today)
    return Participant.id.in_(select(Hold.participant_id).where(open_ones))


def restriction_of(participant_id: UUID) -> Restriction | None:
    """Why somebody's data is not used; None where it is."""
    query = select(Restriction).where(
        Restriction.participant_id == participant_id, Restriction.ended_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def notice_of(participant_id: UUID) -> ErasureNotice | None:
    """The notice that somebody was given and that still counts."""
    query = select(ErasureNotice).where(
        ErasureNotice.participant_id == participant_id, ErasureNotice.ended_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def has_left(notice: ErasureNotice) -> bool:
    """Whether no message about it waits to leave."""
    return bool(db.session.scalar(select(is_done(ErasureNotice.id)).where(ErasureNotice.id == notice.id)))


def notices_of(ids: Sequence[UUID]) -> dict[UUID, ErasureNotice]:
    """The same of several people at once, by person."""
    query = select(ErasureNotice).where(
        ErasureNotice.participant_id.in_(ids), ErasureNotice.ended_at.is_(None)
    )
    return {each.participant_id: each for each in db.session.scalars(query)}


def has_notice() -> ColumnElement[bool]:
    """Participants who were given one."""
    return Participant.id.in_(select(ErasureNotice.participant_id).where(ErasureNotice.ended_at.is_(None)))


def is_due(today: date) -> ColumnElement[bool]:
    """Participants whose notice is over."""
    over = and_(ErasureNotice.ended_at.is_(None), ErasureNotice.due_on <= today)
    return Participant.id.in_(select(ErasureNotice.participant_id).where(over))


def list_belongings(participant_id: UUID) -> list[tuple[Belonging, int]]:
    """What every feature keeps of somebody, counted in one query; nothing of which there is none."""
    kinds = declared(Belonging)
    counts = [each.count(participant_id).scalar_subquery() for each in kinds]
    found = db.session.execute(select(*counts)).one()
    return [(each, count) for each, count in zip(kinds, found, strict=True) if count]
