"""Needs, sources and movements of money: written, corrected, taken out and put back; movements are never
changed, a mistake is evened out.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.money.models import MoneyMovement, MoneyNeed, MoneySource, MovementKind, SourceKind
from app.initiatives.money.queries import get_need
from app.network.parties.queries import get_offered_organisation
from app.network.queries import get_zone

MOST = 100
"""Needs of an initiative, and sources: more than that is a list that nobody reads."""
Removable = TypeVar("Removable", MoneyNeed, MoneySource)


class DayToCome(Conflict):
    """What is noted has happened: its day is not still to come."""

    status = 422


class NotSpentInKind(Conflict):
    """What comes in kind is used, not spent."""

    status = 422


class TooMany(Conflict):
    """There are as many as there may be."""

    status = 422


class InUse(Conflict):
    """Something stands on it that would be left without it."""


class AlreadyReversed(Conflict):
    """A movement is evened out once, and what evens out is not evened out again."""


class TakenOut(Conflict):
    """It is taken out: it is put back before anything is noted of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    title: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What kind of source, who gives, and the one need that it is for, if it is."""

    kind: str
    title: str
    organisation_id: UUID | None = None
    need_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What happened on a day; `need_id`: what it was spent on."""

    kind: str
    on: date
    cents: int
    reference: str = ""
    words: str = ""
    need_id: UUID | None = None


def add_need(actor: Actor, *, need_id: UUID, initiative: Initiative, need: Need) -> MoneyNeed:
    """Write down something that costs. The same id again is the same row. Raises TooMany."""
    _demand(actor, initiative)
    if known := records.known(MoneyNeed, need_id, initiative_id=initiative.id):
        return known
    _demand_room(MoneyNeed, initiative)
    where = {"initiative_id": initiative.id, "municipality_id": initiative.municipality_id}
    return records.add(actor, MoneyNeed(id=need_id, **where, **asdict(need)))


def edit_need(actor: Actor, *, need: MoneyNeed, version: int, facts: Need) -> None:
    """Raises StaleRecord."""
    _demand(actor, need)
    records.edit(actor, need, version, asdict(facts))


def take_out_need(actor: Actor, *, need: MoneyNeed) -> None:
    """Leave a need out; raises InUse where a source is for it or something was spent on it."""
    _demand(actor, need)
    on_it = select(MoneySource.id).where(MoneySource.need_id == need.id, MoneySource.removed_at.is_(None))
    _take_out(actor, need, lambda: _is_any(on_it) or _is_moved(MoneyMovement.need_id == need.id))


def add_source(actor: Actor, *, source_id: UUID, initiative: Initiative, facts: SourceFacts) -> MoneySource:
    """Write down where some of it comes from. The same id again is the same row. Raises TooMany."""
    _demand(actor, initiative)
    if known := records.known(MoneySource, source_id, initiative_id=initiative.id):
        return known
    _demand_room(MoneySource, initiative)
    _demand_facts(initiative, facts)
    where = {"initiative_id": initiative.id, "municipality_id": initiative.municipality_id}
    return records.add(actor, MoneySource(id=source_id, **where, **asdict(facts)))


def edit_source(
    actor: Actor, *, initiative: Initiative, source: MoneySource, version: int, facts: SourceFacts
) -> None:
    """Raises StaleRecord, NotSpentInKind where something was spent of what would be in kind."""
    _demand(actor, source)
    records.demand_version(source, version)
    _demand_facts(initiative, facts, source)
    spent = MoneyMovement.source_id == source.id, MoneyMovement.kind == MovementKind.SPENT
    if facts.kind == SourceKind.IN_KIND and _is_moved(*spent):
        raise NotSpentInKind
    records.record_edit(actor, source, records.put(source, asdict(facts)))


def take_out_source(actor: Actor, *, source: MoneySource) -> None:
    """Leave a source out; raises InUse while something of it stands."""
    _demand(actor, source)
    _take_out(actor, source, lambda: _is_moved(MoneyMovement.source_id == source.id))


def put_back(actor: Actor, *, row: Removable) -> None:
    """A need or a source counts again; doing it again changes nothing. Raises TooMany."""
    _demand(actor, row)
    records.lock(row)
    if row.removed_at is not None:
        _demand_room(type(row), row)
        row.removed_at, row.version = None, row.version + 1
        records.record(actor, "restored", row)
    db.session.flush()


def note_movement(
    actor: Actor,
    *,
    movement_id: UUID,
    initiative: Initiative,
    source: MoneySource,
    movement: Movement,
    file_id: UUID | None = None,
) -> MoneyMovement:
    """Note what was asked, granted, refused, received or spent. The same id again is the same row.

    Raises DayToCome, NotSpentInKind, TakenOut.
    """
    _demand(actor, source)
    if known := records.known(MoneyMovement, movement_id, source_id=source.id):
        return known
    records.lock(source)
    if source.removed_at is not None:
        raise TakenOut
    if movement.on > clock.today(get_zone(source.municipality_id)):
        raise DayToCome
    if movement.kind == MovementKind.SPENT and source.kind == SourceKind.IN_KIND:
        raise NotSpentInKind
    if movement.need_id:
        get_need(initiative, movement.need_id)
    row = MoneyMovement(
        id=movement_id,
        source_id=source.id,
        municipality_id=source.municipality_id,
        created_by=actor.id,
        file_id=file_id,
        **asdict(movement),
    )
    return records.add(actor, row, act="noted")


def reverse(
    actor: Actor, *, reversal_id: UUID, source: MoneySource, movement: MoneyMovement
) -> MoneyMovement:
    """Even out a movement that was a mistake; both stay to be read. Raises AlreadyReversed."""
    _demand(actor, source)
    records.lock(source)
    if known := records.known(MoneyMovement, reversal_id, reverses_id=movement.id):
        return known
    if movement.reverses_id or _is_any(
        select(MoneyMovement.id).where(MoneyMovement.reverses_id == movement.id)
    ):
        raise AlreadyReversed
    row = MoneyMovement(
        id=reversal_id,
        source_id=source.id,
        municipality_id=source.municipality_id,
        created_by=actor.id,
        need_id=movement.need_id,
        kind=movement.kind,
        on=movement.on,
        cents=-movement.cents,
        reference=movement.reference,
        reverses_id=movement.id,
    )
    return records.add(actor, row, act="reversed")


def _take_out(actor: Actor, row: Removable, is_used: Callable[[], bool]) -> None:
    records.lock(row)
    if row.removed_at is None:
        if is_used():
            raise InUse
        row.removed_at, row.version = clock.now(), row.version + 1
        records.record(actor, "removed", row)
    db.session.flush()


def _demand_facts(initiative: Initiative, facts: SourceFacts, kept: MoneySource | None = None) -> None:
    """NotFound for an organisation or a need of somewhere else."""
    if facts.organisation_id and not (kept and kept.organisation_id == facts.organisation_id):
        get_offered_organisation(initiative.municipality_id, facts.organisation_id)
    if facts.need_id:
        get_need(initiative, facts.need_id)


def _demand_room(model: type[MoneyNeed | MoneySource], row: Initiative | Removable) -> None:
    initiative_id = row.id if isinstance(row, Initiative) else row.initiative_id
    theirs = model.initiative_id == initiative_id, model.removed_at.is_(None)
    if (db.session.scalar(select(func.count()).select_from(model).where(*theirs)) or 0) >= MOST:
        raise TooMany


def _is_moved(*which: object) -> bool:
    """Whether anything stands of these movements that nothing has evened out."""
    evened = select(MoneyMovement.reverses_id).where(MoneyMovement.reverses_id.is_not(None))
    standing = MoneyMovement.reverses_id.is_(None), MoneyMovement.id.not_in(evened)
    return _is_any(select(MoneyMovement.id).where(*which, *standing))  # type: ignore[arg-type]


def _is_any(query: object) -> bool:
    return db.session.scalar(query.limit(1)) is not None  # type: ignore[attr-defined]


def _demand(actor: Actor, row: Initiative | Base) -> None:
    actor.demand(Permission.INITIATIVE_WRITE, row.municipality_id)  # type: ignore[union-attr]
