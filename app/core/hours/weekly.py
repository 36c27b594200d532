"""Simple weekly hours, as a form asks for them: rows of days and two times, and "closed on holidays"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby

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
    """The rows of simple weekly hours, none for ""; None for any other expression.

    "PH off" may stand at the end. A day in two rules is not simple: the later one replaces the earlier.
    """
    rules = [rule.strip() for rule in expression.split(";") if rule.strip()]
    if len(rules) > 1 and rules[-1] == "PH off":
        rules.pop()
    rows: list[Row] = []
    for rule in rules:
        found = _SIMPLE.fullmatch(rule)
        if not found:
            return None
        days, spans = _days_of(found[1]), _SPAN.findall(found[2])
        if any(end >= "24:00" or end <= begin for begin, end in spans):
            return None
        if any(set(days) & set(row.days) for row in rows):
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
