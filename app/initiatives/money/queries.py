"""Reads of what initiatives need and have found, of movements of money, of cash plans."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core import paging
from app.core.db import db
from app.core.errors import existing
from app.core.files import File
from app.initiatives.groups.models import Initiative
from app.initiatives.money import cash
from app.initiatives.money.balance import Balance, Source, Sums, balance, sums_of
from app.initiatives.money.models import (
    CashLine,
    CashPlan,
    MoneyMovement,
    MoneyNeed,
    MoneySource,
    MovementKind,
    SourceKind,
)
from app.network.parties.models import Organisation


def list_needs(initiative_id: UUID) -> Sequence[MoneyNeed]:
    """Its needs in the order in which they were written, those taken out too."""
    query = select(MoneyNeed).where(MoneyNeed.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(MoneyNeed.created_at, MoneyNeed.id)).all()


def get_need(initiative: Initiative, need_id: UUID) -> MoneyNeed:
    query = select(MoneyNeed).where(MoneyNeed.id == need_id, MoneyNeed.initiative_id == initiative.id)
    return existing(db.session.scalars(query).first())


def list_sources(initiative_id: UUID) -> Sequence[MoneySource]:
    """Its sources in the order in which they were written, those taken out too."""
    query = select(MoneySource).where(MoneySource.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(MoneySource.created_at, MoneySource.id)).all()


def get_source(initiative: Initiative, source_id: UUID) -> MoneySource:
    query = select(MoneySource).where(MoneySource.id == source_id, MoneySource.initiative_id == initiative.id)
    return existing(db.session.scalars(query).first())


def giver_of(source: MoneySource) -> Organisation | None:
    """Who gives it, also where they work in the municipality no more."""
    return db.session.get(Organisation, source.organisation_id) if source.organisation_id else None


def sums_by_source(initiative_id: UUID) -> Mapping[UUID, Sums]:
    """What was asked, granted, refused, received and spent, by source; one query."""
    found: dict[UUID, list[tuple[str, int]]] = {}
    for source_id, _need_id, kind, cents in _summed(initiative_id):
        found.setdefault(source_id, []).append((kind, cents))
    return {source_id: sums_of(some) for source_id, some in found.items()}


def balance_of(initiative_id: UUID) -> Balance:
    """Its needs beside its sources; what was taken out does not count."""
    return balance_among(initiative_id, list_needs(initiative_id), list_sources(initiative_id))


def balance_among(initiative_id: UUID, needs: Sequence[MoneyNeed], sources: Sequence[MoneySource]) -> Balance:
    """The same, of what was read already."""
    by_source: dict[UUID, list[tuple[str, int]]] = {}
    spent: dict[UUID | None, int] = {}
    for source_id, need_id, kind, cents in _summed(initiative_id):
        by_source.setdefault(source_id, []).append((kind, cents))
        if kind == MovementKind.SPENT:
            spent[need_id] = spent.get(need_id, 0) + cents
    standing = [
        Source(each.id, sums_of(by_source.get(each.id, [])), each.need_id, each.kind == SourceKind.IN_KIND)
        for each in sources
        if each.removed_at is None
    ]
    return balance({each.id: each.cents for each in needs if each.removed_at is None}, standing, spent)


def movements_page(source: MoneySource, after: str | None = None) -> paging.Page[MoneyMovement]:
    """What was noted of a source, the latest day first."""
    query = select(MoneyMovement).where(MoneyMovement.source_id == source.id)
    return paging.page(query, by=MoneyMovement.on, then=MoneyMovement.id, after=after, descending=True)


def list_movements(initiative: Initiative) -> Sequence[tuple[MoneyMovement, MoneySource]]:
    """All movements of an initiative with their sources, by day."""
    query = select(MoneyMovement, MoneySource).join(MoneySource, MoneySource.id == MoneyMovement.source_id)
    query = query.where(MoneySource.initiative_id == initiative.id)
    found = db.session.execute(query.order_by(MoneyMovement.on, MoneyMovement.id))
    return [(movement, source) for movement, source in found]


def get_movement(source: MoneySource, movement_id: UUID) -> MoneyMovement:
    query = select(MoneyMovement).where(MoneyMovement.id == movement_id, MoneyMovement.source_id == source.id)
    return existing(db.session.scalars(query).first())


def evened_out(movements: Sequence[MoneyMovement]) -> frozenset[UUID]:
    """Which of them were mistakes."""
    query = select(MoneyMovement.reverses_id).where(
        MoneyMovement.reverses_id.in_([each.id for each in movements])
    )
    return frozenset(each for each in db.session.scalars(query) if each)


def paper_of(movement: MoneyMovement) -> File:
    """The paper that was kept with it; NotFound."""
    return existing(db.session.get(File, movement.file_id) if movement.file_id else None)


def find_plan(initiative_id: UUID) -> CashPlan | None:
    return db.session.scalars(select(CashPlan).where(CashPlan.initiative_id == initiative_id)).first()


def get_plan(initiative: Initiative) -> CashPlan:
    return existing(find_plan(initiative.id))


def list_lines(plan: CashPlan) -> Sequence[CashLine]:
    """The lines of a plan, what comes in first, those taken out too."""
    query = select(CashLine).where(CashLine.plan_id == plan.id)
    ordered = query.order_by(CashLine.is_income.desc(), CashLine.created_at, CashLine.id)
    return db.session.scalars(ordered).all()


def get_line(plan: CashPlan, line_id: UUID) -> CashLine:
    query = select(CashLine).where(CashLine.id == line_id, CashLine.plan_id == plan.id)
    return existing(db.session.scalars(query).first())


def forecast_of(plan: CashPlan, lines: Sequence[CashLine]) -> cash.Forecast:
    """A plan worked out from those of its lines that stand."""
    standing = [
        cash.Line(each.title, each.is_income, each.is_variable, tuple(each.cents))
        for each in lines
        if each.removed_at is None
    ]
    return cash.forecast(plan.begins_on, plan.opening, standing)


def _summed(initiative_id: UUID) -> Sequence[tuple[UUID, UUID | None, str, int]]:
    """Cents by source, need and kind of movement; a mistake and what evens it out come to nothing."""
    total = func.sum(MoneyMovement.cents)
    query: Select[UUID, UUID | None, str, int] = (
        select(MoneyMovement.source_id, MoneyMovement.need_id, MoneyMovement.kind, total)
        .join(MoneySource, MoneySource.id == MoneyMovement.source_id)
        .where(MoneySource.initiative_id == initiative_id)
        .group_by(MoneyMovement.source_id, MoneyMovement.need_id, MoneyMovement.kind)
    )
    return [(source, need, kind, int(cents)) for source, need, kind, cents in db.session.execute(query)]
