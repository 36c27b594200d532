"""What is written in a diary, done, taken out and put back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError, Forbidden, NotFound
from app.core.permission import Permission
from app.core.staff import staff_in
from app.initiatives.diary.models import DiaryEntry, DiaryPresence, EntryKind
from app.initiatives.diary.permissions import may_finish
from app.initiatives.diary.queries import member_ids
from app.initiatives.groups.models import Initiative
from app.network.queries import get_zone


class DayToCome(DomainError):
    """What has happened is not of a day that is still to come."""

    status = 422


class NobodyThereYet(DomainError):
    """Who was there is known when the meeting was."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry says. `present`: members who were there; a task is a member's or one of the staff's."""

    title: str
    words: str = ""
    on: date | None = None
    begins: time | None = None
    place: str = ""
    due_on: date | None = None
    member_id: UUID | None = None
    staff_id: UUID | None = None
    file_id: UUID | None = None
    present: frozenset[UUID] = field(default_factory=frozenset)


def write(
    actor: Actor, *, entry_id: UUID, initiative: Initiative, kind: EntryKind, facts: Facts
) -> DiaryEntry:
    """A new entry. The same id again is the same row. Raises DayToCome, NobodyThereYet, NotFound."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if known := records.known(DiaryEntry, entry_id, initiative_id=initiative.id, kind=kind.value):
        return known
    _check(initiative, kind, facts)
    if facts.staff_id and facts.staff_id not in staff_in(initiative.municipality_id):
        raise NotFound
    entry = DiaryEntry(
        id=entry_id,
        municipality_id=initiative.municipality_id,
        initiative_id=initiative.id,
        kind=kind.value,
        created_at=clock.now(),
        created_by=actor.id,
        **_columns(initiative, facts),
    )
    entry.present = [_there(entry, each) for each in sorted(facts.present)]
    return records.add(actor, entry)


def edit(
    actor: Actor,
    *,
    initiative: Initiative,
    entry: DiaryEntry,
    version: int,
    facts: Facts,
    seen: Collection[UUID],
) -> None:
    """Change an entry read at `version`. `seen`: the members among whom one could choose; who stands in it
    and was not shown stays. Raises StaleRecord, DayToCome, NobodyThereYet, NotFound.
    """
    actor.demand(Permission.INITIATIVE_WRITE, entry.municipality_id)
    records.demand_version(entry, version)
    _check(initiative, EntryKind(entry.kind), facts)
    values = _columns(initiative, facts)
    if entry.kind == EntryKind.TASK:
        values["on"] = entry.on
    if facts.staff_id not in {None, entry.staff_id, *staff_in(entry.municipality_id)}:
        raise NotFound
    if entry.member_id and entry.member_id not in seen and not (facts.member_id or facts.staff_id):
        values["member_id"] = entry.member_id
    changed = records.put(entry, values)
    before = {each.member_id: each for each in entry.present}
    there = facts.present | (before.keys() - set(seen))
    if there != before.keys():
        entry.present = [before.get(each) or _there(entry, each) for each in sorted(there)]
        changed.append("present")
    records.record_edit(actor, entry, changed)


def finish(actor: Actor, *, entry: DiaryEntry) -> None:
    """Say that a task is done; said before, nothing changes. NotFound for what is no task, Forbidden."""
    _demand_task(actor, entry)
    if entry.done_at is None:
        _change(actor, entry, "finished", done_at=clock.now(), done_by=actor.id)


def reopen(actor: Actor, *, entry: DiaryEntry) -> None:
    """It is not done after all."""
    _demand_task(actor, entry)
    if entry.done_at is not None:
        _change(actor, entry, "reopened", done_at=None, done_by=None)


def remove(actor: Actor, *, entry: DiaryEntry) -> None:
    """Take an entry out; it can be put back for a while."""
    actor.demand(Permission.INITIATIVE_WRITE, entry.municipality_id)
    records.lock(entry)
    if entry.removed_at is None:
        _change(actor, entry, "removed", removed_at=clock.now(), removed_by=actor.id)


def restore(actor: Actor, *, entry: DiaryEntry) -> None:
    """It belongs there after all."""
    actor.demand(Permission.INITIATIVE_WRITE, entry.municipality_id)
    records.lock(entry)
    if entry.removed_at is not None:
        _change(actor, entry, "restored", removed_at=None, removed_by=None)


def _demand_task(actor: Actor, entry: DiaryEntry) -> None:
    if entry.kind != EntryKind.TASK:
        raise NotFound
    if not may_finish(actor, entry):
        raise Forbidden
    records.lock(entry)


def _change(actor: Actor, entry: DiaryEntry, act: str, **values: Any) -> None:
    records.put(entry, values)
    entry.version += 1
    records.record(actor, act, entry)
    db.session.flush()


def _check(initiative: Initiative, kind: EntryKind, facts: Facts) -> None:
    """What has happened lies behind; a meeting may be planned, and nobody was there before it was."""
    is_to_come = facts.on is not None and facts.on > _today(initiative)
    if is_to_come and kind is not EntryKind.MEETING:
        raise DayToCome
    if is_to_come and facts.present:
        raise NobodyThereYet
    chosen = facts.present | ({facts.member_id} if facts.member_id else frozenset())
    if chosen and not chosen <= member_ids(initiative.id):
        raise NotFound


def _columns(initiative: Initiative, facts: Facts) -> dict[str, Any]:
    names = ("title", "words", "begins", "place", "due_on", "member_id", "staff_id", "file_id")
    return {"on": facts.on or _today(initiative), **{name: getattr(facts, name) for name in names}}


def _there(entry: DiaryEntry, member_id: UUID) -> DiaryPresence:
    return DiaryPresence(entry_id=entry.id, member_id=member_id, municipality_id=entry.municipality_id)


def _today(initiative: Initiative) -> date:
    return clock.today(get_zone(initiative.municipality_id))
