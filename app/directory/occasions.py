"""When drop-in slots are really held: their rule, without what is cancelled, with what is moved or added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.core.feeds import Event, in_zone
from app.core.recurrence import occurrences
from app.directory.models import ChangeKind, DropInSlot, OnHolidays, SlotChange

FEED_AHEAD = timedelta(days=400)
"""Holidays are taken out of the calendar's rule for so long; by then it was read again many times."""


class Held(StrEnum):
    """Whether a slot is held on a day, and why not."""

    YES = "yes"
    CANCELLED = "cancelled"
    MOVED_AWAY = "moved_away"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day of a slot: aware instants. `holiday` is the name of one that falls on it."""

    slot: DropInSlot
    starts: datetime
    ends: datetime
    held: Held = Held.YES
    change: SlotChange | None = None
    holiday: str = ""

    @property
    def on(self) -> date:
        return self.starts.date()

    @property
    def is_held(self) -> bool:
        return self.held is Held.YES


def occasions(
    slots: Iterable[DropInSlot], first: date, last: date, holidays: Mapping[date, str]
) -> list[Occasion]:
    """All days of some slots from one day to another, those not held too, by time."""
    found = [each for slot in slots for each in _of(slot, first, last, holidays)]
    return sorted(found, key=lambda each: (each.starts, each.slot.topic, str(each.slot.id)))


def _of(slot: DropInSlot, first: date, last: date, holidays: Mapping[date, str]) -> Iterable[Occasion]:
    changes = {change.on: change for change in slot.changes if change.kind != ChangeKind.EXTRA}
    for starts in occurrences(slot.rule, slot.start, slot.zone, first, last):
        day, holiday = starts.date(), holidays.get(starts.date(), "")
        change = changes.get(day)
        ends = _at(slot, day, slot.ends)
        yield Occasion(slot, starts, ends, _held(slot, change, holiday), change, holiday)
    for change in slot.changes:
        on = change.new_on if change.kind == ChangeKind.MOVED else change.on
        if change.kind == ChangeKind.CANCELLED or on is None or not first <= on <= last:
            continue
        starts = _at(slot, on, change.starts or slot.starts)
        ends = _at(slot, on, change.ends or slot.ends)
        yield Occasion(slot, starts, ends, Held.YES, change, holidays.get(on, ""))


def _held(slot: DropInSlot, change: SlotChange | None, holiday: str) -> Held:
    if change is not None:
        return Held.CANCELLED if change.kind == ChangeKind.CANCELLED else Held.MOVED_AWAY
    return Held.HOLIDAY if holiday and slot.on_holidays == OnHolidays.SKIP else Held.YES


def _at(slot: DropInSlot, on: date, when: time) -> datetime:
    return datetime.combine(on, when, ZoneInfo(slot.zone))


def events(slot: DropInSlot, organisation: str, holidays: Mapping[date, str]) -> Iterable[Event]:
    """The slot as entries of a calendar: its rule, and one entry for each time that is moved or added."""
    gone = {change.on for change in slot.changes if change.kind == ChangeKind.CANCELLED}
    if slot.on_holidays == OnHolidays.SKIP:
        gone |= set(holidays)
    held = occurrences(slot.rule, slot.start, slot.zone, slot.first_on, max(gone, default=slot.first_on))
    walls = {each.date(): each.replace(tzinfo=None) for each in held}
    changed = {change.on for change in slot.changes if change.kind != ChangeKind.CANCELLED}
    exceptions = sorted(walls[day] for day in gone - changed if day in walls)
    yield _event(slot, organisation, slot.start, slot.first_on, slot.ends, exceptions=exceptions)
    for change in slot.changes:
        if change.kind == ChangeKind.CANCELLED:
            continue
        on = change.new_on or change.on
        starts = datetime.combine(on, change.starts or slot.starts)
        replaces = datetime.combine(change.on, slot.starts) if change.kind == ChangeKind.MOVED else None
        yield _event(
            slot, organisation, starts, on, change.ends or slot.ends, change=change, replaces=replaces
        )


def _event(
    slot: DropInSlot,
    organisation: str,
    starts: datetime,
    on: date,
    ends: time,
    *,
    exceptions: Iterable[datetime] = (),
    change: SlotChange | None = None,
    replaces: datetime | None = None,
) -> Event:
    is_own = change is not None and replaces is None
    return Event(
        uid=f"drop-in-{change.id if is_own and change else slot.id}",
        title=f"{slot.topic} · {organisation}",
        starts=in_zone(starts, slot.zone),
        ends=in_zone(datetime.combine(on, ends), slot.zone),
        place=slot.place,
        sequence=slot.version - 1,
        changed_at=slot.changed_at,
        is_cancelled=slot.ended_at is not None,
        rule="" if change else slot.rule,
        exceptions=tuple(exceptions),
        replaces=replaces,
    )
