"""When drop-in slots are really held: their rule, without what is cancelled, with what is moved or added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.core.feeds import Event, in_zone
from app.core.recurrence import occurrences
from app.directory.slots.models import ChangeKind, DropInSlot, OnHolidays, SlotChange


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
    """The slot as entries of a calendar: its rule, and one entry for each time that is moved or added.

    What happens once has no rule that a day could be taken out of: it is itself moved, or said to be off.
    """
    own = {change.on: change for change in slot.changes if change.kind != ChangeKind.EXTRA}
    closed = set(holidays) if slot.on_holidays == OnHolidays.SKIP else set()
    last = max(closed | own.keys(), default=slot.first_on)
    days = {each.date() for each in occurrences(slot.rule, slot.start, slot.zone, slot.first_on, last)}
    moved = {on for on, change in own.items() if change.kind == ChangeKind.MOVED} & days
    gone = ((closed | own.keys()) & days) - moved
    if slot.rule or not moved:
        yield _event(slot, organisation, slot.first_on, gone=gone)
    for change in slot.changes:
        if change.kind != ChangeKind.CANCELLED:
            yield _event(slot, organisation, change.on, change=change, is_of_rule=change.on in moved)


def _event(
    slot: DropInSlot,
    organisation: str,
    on: date,
    *,
    gone: Iterable[date] = (),
    change: SlotChange | None = None,
    is_of_rule: bool = True,
) -> Event:
    """The slot without the days that are `gone`; or a change: of a day of the rule, or for itself."""
    exceptions = tuple(datetime.combine(day, slot.starts) for day in sorted(gone))
    begins, ends, held_on = slot.starts, slot.ends, on
    if change:
        begins, ends, held_on = change.starts or begins, change.ends or ends, change.new_on or on
    return Event(
        uid=f"drop-in-{slot.id if is_of_rule or not change else change.id}",
        title=f"{slot.topic} · {organisation}",
        starts=in_zone(datetime.combine(held_on, begins), slot.zone),
        ends=in_zone(datetime.combine(held_on, ends), slot.zone),
        changed_at=slot.changed_at,
        place=slot.place,
        sequence=slot.version - 1,
        is_cancelled=slot.ended_at is not None or bool(exceptions and not slot.rule),
        rule="" if change else slot.rule,
        exceptions=exceptions if slot.rule else (),
        replaces=datetime.combine(on, slot.starts) if change and is_of_rule and slot.rule else None,
    )
