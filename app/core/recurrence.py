"""What repeats: rules of RFC 5545 (iCalendar), in wall time and a zone.

A rule is kept as its RRULE text, such as "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231T235959Z"; "" happens once.
The start is wall time without a zone: when the clocks change, the instant moves, the appointment does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr  # type: ignore[import-untyped]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = 7
FIFTH = 5


class Every(StrEnum):
    """What a form asks: how often something comes back."""

    WEEK = "week"
    MONTH_BY_DAY = "month_by_day"
    MONTH_BY_WEEKDAY = "month_by_weekday"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule as plain answers. `weekdays` are 1 (Monday) to 7, for weeks only; `until` is the last day."""

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    until: date | None = None


def rule_of(answers: Repetition, start: date, zone: str) -> str:
    """The rule that the answers mean for something that begins on `start`.

    By weekday in a month means the same one as the start's ("the second Tuesday"); a fifth one means the
    last, for not every month has five. The 29 February comes back in leap years only, as in the standard.
    """
    parts = [f"FREQ={_frequency(answers.every)}"]
    if answers.interval > 1:
        parts.append(f"INTERVAL={answers.interval}")
    match answers.every:
        case Every.WEEK:
            days = sorted(set(answers.weekdays)) or [start.isoweekday()]
            parts.append("BYDAY=" + ",".join(DAYS[day - 1] for day in days))
        case Every.MONTH_BY_DAY:
            parts.append(f"BYMONTHDAY={start.day}")
        case Every.MONTH_BY_WEEKDAY:
            which = (start.day - 1) // WEEK + 1
            parts.append(f"BYDAY={-1 if which == FIFTH else which}{DAYS[start.weekday()]}")
    if answers.until:
        parts.append(f"UNTIL={_end_of(answers.until, zone):%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def answers_of(rule: str, zone: str) -> Repetition:
    """The answers behind a rule that `rule_of` made, for asking them again."""
    parts = _parts(rule)
    every = _every(parts)
    days = parts.get("BYDAY", "").split(",") if every is Every.WEEK else []
    until = parts.get("UNTIL")
    return Repetition(
        every,
        interval=int(parts.get("INTERVAL", "1")),
        weekdays=tuple(DAYS.index(day) + 1 for day in days if day),
        until=_wall_end(until, zone).date() if until else None,
    )


def first_time(rule: str, start: datetime, zone: str) -> datetime | None:
    """The first time a rule really happens, in wall time; None for one that ends before.

    A series is to start there: RFC 5545 leaves open what a start beside its rule means.
    """
    found = _rrule(rule, start, zone).after(start, inc=True) if rule else start
    return found if isinstance(found, datetime) else None


def occurrences(
    rule: str,
    start: datetime,
    zone: str,
    first: date,
    last: date,
    *,
    exceptions: Iterable[datetime] = (),
    extra: Iterable[datetime] = (),
    moved: Mapping[datetime, datetime] | None = None,
) -> list[datetime]:
    """When it happens from one day to another, both included: aware instants in the zone, in order.

    All times given are wall time: `exceptions` that do not happen (EXDATE), `extra` ones (RDATE), and those
    `moved` from one time to another (RECURRENCE-ID). A wall time that the change of clocks leaves out is
    read with the offset before it, one that comes twice is the first (RFC 5545, 3.3.5).
    """
    moved = moved or {}
    happens = rruleset()
    if rule:
        happens.rrule(_rrule(rule, start, zone))
    else:
        happens.rdate(start)
    for each in extra:
        happens.rdate(each)
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    left_out = {_instant(each, zone) for each in exceptions}
    elsewhere = {_instant(was, zone): to for was, to in moved.items()}
    found = {_instant(each, zone) for each in happens.between(begin, end, inc=True)}
    come = {to for was, to in elsewhere.items() if was not in left_out and first <= to.date() <= last}
    return sorted((found - left_out - set(elsewhere)) | {_instant(each, zone) for each in come})


def _instant(wall: datetime, zone: str) -> datetime:
    """Through UTC and back, so that a time the clocks leave out is shown as what it really is."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))


def _rrule(rule: str, start: datetime, zone: str) -> rrule:
    """The rule in wall time; its end stands there in UTC, as the standard wants, which dateutil refuses."""
    parts = _parts(rule)
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = f"{_wall_end(until, zone):%Y%m%dT%H%M%S}"
    made = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start)
    assert isinstance(made, rrule)
    return made


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def _frequency(every: Every) -> str:
    if every in {Every.MONTH_BY_DAY, Every.MONTH_BY_WEEKDAY}:
        return "MONTHLY"
    return "WEEKLY" if every is Every.WEEK else "YEARLY"


def _every(parts: Mapping[str, str]) -> Every:
    match parts["FREQ"]:
        case "WEEKLY":
            return Every.WEEK
        case "MONTHLY":
            return Every.MONTH_BY_WEEKDAY if "BYDAY" in parts else Every.MONTH_BY_DAY
        case _:
            return Every.YEAR


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).astimezone(UTC)


def _wall_end(until: str, zone: str) -> datetime:
    if until.endswith("Z"):
        end = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return end.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return datetime.fromisoformat(until)
