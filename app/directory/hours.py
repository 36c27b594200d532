"""Opening hours in OpenStreetMap syntax: the parser opening-hours-py checks and evaluates, words are ours.

    problem(expression)                    None, or where the parser stopped
    open_now(expression, now, zone)        True, False, or None where nobody can tell
    in_words(expression, language)         "segunda a sexta, 9h00–12h30 e 14h00–17h30; fechado nos feriados"
    weekly(rows) / rows_of(expression)     simple weekly hours, as a form asks for them

Public holidays (PH) are those of Portugal as the parser knows them. Months, days and hours are put into
words; what these do not cover (weeks of the year, sunrise, Easter) is worked out for the coming seven days.
Specification: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from app.core import clock
from app.directory import hours_words

COUNTRY = "PT"
LONGEST = 400
"""Letters of an expression; a longer one is no opening hours."""
ZONE = "Europe/Lisbon"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_TIME = r"\d{2}:\d{2}"
_SPAN = re.compile(rf"({_TIME})-({_TIME})")
_SIMPLE = re.compile(
    rf"((?:{'|'.join(DAYS)})(?:[-,](?:{'|'.join(DAYS)}))*) ({_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of simple weekly hours; `days` are 0 (Monday) to 6."""

    days: tuple[int, ...]
    opens: time
    closes: time


@lru_cache(maxsize=2_048)
def _parsed(expression: str, zone: str) -> Any:
    """The parser's object; raises its ParserError. Imported here: most pages show no hours."""
    from opening_hours import OpeningHours

    return OpeningHours(expression, timezone=ZoneInfo(zone), country=COUNTRY)


def problem(expression: str) -> str | None:
    """None when the parser understands it, else the piece at which it stopped ("" for all of it)."""
    from opening_hours import ParserError  # type: ignore[attr-defined]  # its stub forgets it

    if len(expression) > LONGEST or not expression.strip():
        return expression[:20]
    try:
        _parsed(expression, ZONE)
    except ParserError as error:
        found = re.search(r"--> 1:(\d+)", str(error))
        return expression[int(found[1]) - 1 :][:20] if found else ""
    return None


def open_now(expression: str, now: datetime, zone: str) -> bool | None:
    """Whether it is open at an aware instant; None without hours or where the hours say "unknown"."""
    if problem(expression) is not None:
        return None
    local = now.astimezone(ZoneInfo(zone))
    parsed = _parsed(expression, zone)
    return None if parsed.is_unknown(local) else bool(parsed.is_open(local))


def in_words(expression: str, language: str) -> str:
    """The hours as people say them; an expression nobody understands stays as it was written."""
    if problem(expression) is not None:
        return expression
    normal = str(_parsed(expression, ZONE).normalize())
    words = hours_words.of(language)
    return hours_words.say(normal, words) or _coming_days(expression, words)


def _coming_days(expression: str, words: hours_words.Words) -> str:
    """The hours of the next seven days, when they follow no pattern that has words."""
    today = clock.today(ZONE)
    spans = [(day, _spans_on(expression, day)) for day in (today + timedelta(days=n) for n in range(7))]
    open_days = [
        words.on_days(words.days[day.weekday()], words.times(times)) for day, times in spans if times
    ]
    return hours_words.opened(words.then.join(open_days) or words.closed)


def _spans_on(expression: str, day: date) -> list[tuple[str, str]]:
    start = datetime.combine(day, time.min, ZoneInfo(ZONE))
    found = _parsed(expression, ZONE).intervals(start, start + timedelta(days=1))
    return [
        (f"{begin:%H:%M}", "24:00" if end.date() > day else f"{end:%H:%M}")
        for begin, end, state, _ in found
        if str(state) in {"State.OPEN", "open"}
    ]


def weekly(rows: Sequence[Row], *, closed_on_holidays: bool = True) -> str:
    """The expression of simple weekly hours: days with the same times together; "" for no rows."""
    times: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda each: each.opens):
        for day in row.days:
            times.setdefault(day, []).append(f"{row.opens:%H:%M}-{row.closes:%H:%M}")
    alike: dict[str, list[int]] = {}
    for day in sorted(times):
        alike.setdefault(",".join(times[day]), []).append(day)
    rules = [f"{_day_list(days)} {spans}" for spans, days in alike.items()]
    return "; ".join([*rules, "PH off"] if rules and closed_on_holidays else rules)


def rows_of(expression: str) -> list[Row] | None:
    """The rows of simple weekly hours, None for any other expression; "PH off" may stand at the end."""
    rules = [rule.strip() for rule in expression.split(";") if rule.strip()]
    rows: list[Row] = []
    for rule in rules:
        if rule == "PH off" and rule is rules[-1]:
            continue
        found = _SIMPLE.fullmatch(rule)
        if not found:
            return None
        days, spans = _days_of(found[1]), _SPAN.findall(found[2])
        if any(end >= "24:00" or end <= begin for begin, end in spans):
            return None
        rows += [Row(days, time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in spans]
    return rows


def _day_list(days: Sequence[int]) -> str:
    """[0, 1, 2, 4] → "Mo-We,Fr"."""
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(sorted(days)), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def _days_of(text: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return tuple(sorted(set(days)))
