"""What reports of initiatives count: their courses, who was in them, what they earned."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import EXACT, Shown, rounded
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.money.models import MoneyMovement, MoneySource, MovementKind, SourceKind
from app.initiatives.reports.figures import (
    OF_YEAR,
    Belonging,
    Counted,
    Course,
    Earned,
    Figures,
    figures,
    settled,
)
from app.initiatives.reports.models import InitiativesTold
from app.network.queries import get_zone

WAS_IN = (MemberState.ACTIVE.value, MemberState.LEFT.value)


def exact_figures(actor: Actor, first: date, last: date, parts: Iterable[str]) -> Figures:
    """The exact figures of the current municipality from one day to another."""
    actor.demand(Permission.STATISTICS_EXACT)
    return figures(_counted(actor, first, last), parts, EXACT)


def rounded_figures(
    actor: Actor, first: date, last: date, parts: Iterable[str], before: Figures
) -> dict[str, dict[str, Shown]]:
    """As everybody who observes may read them, beside what was told `before`."""
    actor.demand(Permission.STATISTICS_READ)
    found = figures(_counted(actor, first, last), parts, rounded())
    return settled(found, before)


def told_of(actor: Actor, year: int) -> Sequence[InitiativesTold]:
    """What was told of a year of the current municipality, that of the year itself first."""
    actor.demand(Permission.STATISTICS_READ)
    query = select(InitiativesTold).where(
        InitiativesTold.municipality_id == actor.here(), InitiativesTold.year == year
    )
    return db.session.scalars(query.order_by(InitiativesTold.part != OF_YEAR, InitiativesTold.part)).all()


def _counted(actor: Actor, first: date, last: date) -> Counted:
    return Counted(
        first,
        last,
        courses=list(_courses(actor, first, last)),
        belongings=list(_belongings(actor, first, last)),
        earned=list(_earned(actor, first, last)),
    )


def _courses(actor: Actor, first: date, last: date) -> Iterable[Course]:
    """The initiatives noted or launched in the period."""
    zone = ZoneInfo(get_zone(actor.here()))
    noted = and_(Initiative.created_at >= _start(first, zone), Initiative.created_at < _end(last, zone))
    query = select(
        Initiative.id, Initiative.kind, Initiative.created_at, Initiative.launched_on, Initiative.closed_on
    ).where(
        Initiative.municipality_id == actor.here(), or_(noted, Initiative.launched_on.between(first, last))
    )
    for row in db.session.execute(query):
        begun_on = row.created_at.astimezone(zone).date()
        yield Course(row.id.int, row.kind, begun_on, row.launched_on, row.closed_on)


def _belongings(actor: Actor, first: date, last: date) -> Iterable[Belonging]:
    """Who was in an initiative at some time of the period; whoever was erased counts as somebody else."""
    query = select(Member.id, Member.participant_id, Initiative.kind).join(
        Initiative, Initiative.id == Member.initiative_id
    )
    query = query.where(Initiative.municipality_id == actor.here(), *_was_in(first, last))
    for member_id, participant_id, kind in db.session.execute(query):
        yield Belonging((participant_id or member_id).int, kind)


def _was_in(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Of whom no day is known since when, since they were noted."""
    noted = Member.created_at < datetime.combine(last + timedelta(days=1), time(), UTC)
    return (
        Member.state.in_(WAS_IN),
        or_(Member.joined_on <= last, and_(Member.joined_on.is_(None), noted)),
        or_(Member.left_on.is_(None), Member.left_on >= first),
    )


def _earned(actor: Actor, first: date, last: date) -> Iterable[Earned]:
    """What was received for what they sell, without mistakes and what evened them out."""
    reversal = aliased(MoneyMovement)
    was_reversed = select(reversal.id).where(reversal.reverses_id == MoneyMovement.id).exists()
    query = (
        select(Initiative.id, Initiative.kind, MoneyMovement.cents)
        .join(MoneySource, MoneySource.initiative_id == Initiative.id)
        .join(MoneyMovement, MoneyMovement.source_id == MoneySource.id)
        .where(
            Initiative.municipality_id == actor.here(),
            MoneySource.kind == SourceKind.SALES.value,
            MoneyMovement.kind == MovementKind.RECEIVED.value,
            MoneyMovement.reverses_id.is_(None),
            ~was_reversed,
            MoneyMovement.on.between(first, last),
        )
    )
    for initiative_id, kind, cents in db.session.execute(query):
        yield Earned(initiative_id.int, kind, cents)


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _end(day: date, zone: ZoneInfo) -> datetime:
    return _start(day + timedelta(days=1), zone)
