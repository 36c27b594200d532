"""Cash plans and their lines: written, corrected, lines taken out and put back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.money.cash import MONTHS
from app.initiatives.money.models import CashLine, CashPlan
from app.initiatives.money.queries import find_plan

MOST = 40
"""Lines of a plan: as many as somebody still reads."""


class TooManyLines(Conflict):
    """The plan has as many lines as it may have."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The first of 24 months, and the cash that is there before it."""

    begins_on: date
    opening: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """`cents` of each of the 24 months."""

    title: str
    is_income: bool
    is_variable: bool
    cents: Sequence[int]


def begin_plan(actor: Actor, *, plan_id: UUID, initiative: Initiative, start: Start) -> CashPlan:
    """An initiative has one plan. The same id again is the same row. Raises Conflict for a second one."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if known := records.known(CashPlan, plan_id, initiative_id=initiative.id):
        return known
    records.lock(initiative)
    if find_plan(initiative.id):
        raise Conflict
    plan = CashPlan(
        id=plan_id,
        initiative_id=initiative.id,
        municipality_id=initiative.municipality_id,
        created_by=actor.id,
        **asdict(start),
    )
    return records.add(actor, plan)


def edit_plan(actor: Actor, *, plan: CashPlan, version: int, start: Start) -> None:
    """Begin it in another month, or with another amount: its lines move along. Raises StaleRecord."""
    actor.demand(Permission.INITIATIVE_WRITE, plan.municipality_id)
    records.edit(actor, plan, version, asdict(start))


def add_line(actor: Actor, *, line_id: UUID, plan: CashPlan, facts: LineFacts) -> CashLine:
    """The same id again is the same row. Raises TooManyLines."""
    actor.demand(Permission.INITIATIVE_WRITE, plan.municipality_id)
    if known := records.known(CashLine, line_id, plan_id=plan.id):
        return known
    records.lock(plan)
    _demand_room(plan.id)
    line = CashLine(id=line_id, plan_id=plan.id, municipality_id=plan.municipality_id, **_columns(facts))
    return records.add(actor, line)


def edit_line(actor: Actor, *, line: CashLine, version: int, facts: LineFacts) -> None:
    """Raises StaleRecord."""
    actor.demand(Permission.INITIATIVE_WRITE, line.municipality_id)
    records.edit(actor, line, version, _columns(facts))


def take_out_line(actor: Actor, *, line: CashLine) -> None:
    """Leave a line out of the plan; doing it again changes nothing."""
    actor.demand(Permission.INITIATIVE_WRITE, line.municipality_id)
    records.lock(line)
    if line.removed_at is None:
        line.removed_at, line.version = clock.now(), line.version + 1
        records.record(actor, "removed", line)
    db.session.flush()


def put_line_back(actor: Actor, *, plan: CashPlan, line: CashLine) -> None:
    """A line counts again; doing it again changes nothing. Raises TooManyLines."""
    actor.demand(Permission.INITIATIVE_WRITE, line.municipality_id)
    records.lock(plan)
    records.lock(line)
    if line.removed_at is not None:
        _demand_room(plan.id)
        line.removed_at, line.version = None, line.version + 1
        records.record(actor, "restored", line)
    db.session.flush()


def _columns(facts: LineFacts) -> dict[str, object]:
    """Whole cents of every month, none below nothing; ValueError."""
    if len(facts.cents) != MONTHS or min(facts.cents) < 0:
        raise ValueError(facts.cents)
    return {**asdict(facts), "cents": list(facts.cents)}


def _demand_room(plan_id: UUID) -> None:
    standing = CashLine.plan_id == plan_id, CashLine.removed_at.is_(None)
    if (db.session.scalar(select(func.count()).select_from(CashLine).where(*standing)) or 0) >= MOST:
        raise TooManyLines
