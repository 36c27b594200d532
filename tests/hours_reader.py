"""Reads what was said of opening hours back, as a person does who knows nothing but the sentence.

Sentences are parts of the year and the rest; clauses are days with their hours. Holidays come before some
days of a month, these before days of the week; what is not said is closed, unless only closings are said.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from app.core.vocabulary import read_file
from tests.hours_phrases import DateRange, DayItem, date_phrases, day_phrases

_FILE = Path(__file__).parents[1] / "app" / "core" / "hours" / "words.toml"
MIDNIGHT = 24 * 60
Answer = tuple[str, str]
Spans = list[tuple[int, int, str, str]]
"""From a minute to another, the state and its note."""
WHOLE_DAY = (0, MIDNIGHT)
NTHS = (1, 2, 3, 4, 5, -1)
T = TypeVar("T")


class Unreadable(ValueError):
    """This can be read in no way."""


def _known(phrases: Mapping[str, T], text: str) -> T:
    if text not in phrases:
        raise Unreadable(text)
    return phrases[text]


@dataclass
class Part:
    """What a sentence says of some dates, or of all (None)."""

    dates: list[DateRange] | None = None
    every_day: Spans | None = None
    days: dict[int, Spans] = field(default_factory=dict)
    nths: dict[tuple[int, int], Spans] = field(default_factory=dict)
    holidays: dict[int, Spans] = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        at = day.month, day.day
        return self.dates is None or any(
            first <= at <= last if first <= last else at >= first or at <= last for first, last in self.dates
        )

    def spans(self, day: date, is_holiday: bool, silent: Spans) -> Spans:
        weekday = day.weekday()
        if is_holiday and weekday in self.holidays:
            return self.holidays[weekday]
        is_last = (day + timedelta(7)).month != day.month
        for nth in ((day.day - 1) // 7 + 1, -1 if is_last else 0):
            if (weekday, nth) in self.nths:
                return self.nths[weekday, nth]
        return self.days.get(weekday, self.every_day if self.every_day is not None else silent)


class Reader:
    """Of one language."""

    def __init__(self, language: str) -> None:
        self.words: dict[str, Any] = read_file(_FILE)[language]
        self.day_phrases = dict(day_phrases(self.said, self.words))
        self.date_phrases = dict(date_phrases(self.said, self.words))

    def inverted(self, key: str, text: str) -> tuple[str, ...] | None:
        """What stands in the gaps of a sentence; the first is as short as can be where the rest may go on."""
        shortest = "?" if key in {"in_months", "also"} else ""
        pattern = re.escape(self.words[key].casefold())
        for gap in ("0", "1"):
            pattern = pattern.replace(rf"\{{{gap}\}}", f"(?P<g{gap}>.+{shortest})")
        found = re.fullmatch(pattern, text)
        return tuple(found[each] for each in sorted(found.groupdict())) if found else None

    def said(self, key: str, *values: str) -> str:
        return str(self.words[key].format(*values)).casefold()

    def items(self, text: str, one: Callable[[str], Any]) -> list[Any]:
        """A list "a, b and c", each item read by `one`; items may hold such words themselves."""
        try:
            return [one(text)]
        except Unreadable:
            pass
        for joint in (self.words["comma"], self.words["and"]):
            for at in (found.start() for found in re.finditer(re.escape(joint), text)):
                try:
                    return [one(text[:at]), *self.items(text[at + len(joint) :], one)]
                except Unreadable:
                    continue
        raise Unreadable(text)

    def day(self, text: str) -> list[DayItem]:
        if text in self.day_phrases:
            return self.day_phrases[text]
        for weekday, name in enumerate(self.words["days"]):
            before, _, after = self.said("nth", "|", name).partition("|")
            if text.startswith(before) and text.endswith(after):
                ordinals = text.removeprefix(before).removesuffix(after)
                return [("nth", weekday, nth) for nth in self.items(ordinals, self.ordinal(weekday))]
        if found := self.inverted("holidays_on", text):
            return [("holiday", day, 0) for each in self.items(found[0], self.day) for _, day, _ in each]
        raise Unreadable(text)

    def ordinal(self, weekday: int) -> Callable[[str], int]:
        ordinals = self.words[f"first_{self.words['genders'][weekday]}"]
        return partial(_known, {each.casefold(): nth for each, nth in zip(ordinals, NTHS, strict=True)})

    def date(self, text: str) -> DateRange:
        return _known(self.date_phrases, text)

    def time(self, text: str) -> int:
        found = self.inverted("time", text)
        if not found or not all(each.isdigit() for each in found):
            raise Unreadable(text)
        return int(found[0]) * 60 + int(found[1])

    def span(self, text: str) -> tuple[int, int, bool]:
        """The minutes, and whether it goes on after them."""
        if text == self.said("all_day"):
            return *WHOLE_DAY, False
        if found := self.inverted("at_least", text):
            return *self.span(found[0])[:2], True
        if found := self.inverted("span", text):
            start, end = map(self.time, found)
            return start, end if end > start else end + MIDNIGHT, False
        if found := self.inverted("open_end", text):
            start = self.time(found[0])
            return start, start, True
        raise Unreadable(text)

    def group(self, text: str) -> Spans:
        """Hours with at most one note, or a note alone, which is about the whole day."""
        noted = self.inverted("note", text)
        said, note = noted or (text, "")
        surely = self.inverted("surely", said)
        note = "" if note == self.said("unsure") else note
        state = "open" if surely or not noted else "unknown"
        try:
            spans = self.items(surely[0] if surely else said, self.span)
        except Unreadable:
            return [(*WHOLE_DAY, "unknown", "" if text == self.said("unsure") else text)]
        found: Spans = []
        for at, (start, end, goes_on) in enumerate(spans):
            if start < end:
                found.append((start, end, state, note))
            if goes_on:
                until = min([each[0] for each in spans[at + 1 :]] + [MIDNIGHT])
                found.append((end, max(end, until), "unknown", note))
        return found

    def hours(self, text: str) -> Spans:
        if found := self.inverted("also", text):
            return [*self.hours(found[0]), *self.hours(found[1])]
        return self.group(text)

    def clause(self, text: str, part: Part) -> None:
        if text == self.said("always"):
            part.every_day = [(*WHOLE_DAY, "open", "")]
        elif not self.closing(text, part):
            self.opening(text, part)

    def closing(self, text: str, part: Part) -> bool:
        """Whether the clause says when it is closed; then that is kept."""
        for said, note in self.noted(text):
            closed: Spans = [(*WHOLE_DAY, "closed", note)]
            if said == self.said("closed"):
                days = self.day_phrases[self.said("every_day")]
                return self.put(days, closed, part)
            if said == self.said("closed_on_holidays"):
                return self.put(self.day_phrases[self.said("holidays")], closed, part)
            if found := self.inverted("closed_on", said):
                try:
                    days = [each for item in self.items(found[0], self.day) for each in item]
                except Unreadable:
                    continue
                return self.put(days, closed, part)
        return False

    def opening(self, text: str, part: Part) -> None:
        separator = self.words["on_days"].format("", "")
        for at in [found.start() for found in re.finditer(re.escape(separator), text)][::-1]:
            try:
                days = [each for item in self.items(text[:at], self.day) for each in item]
            except Unreadable:
                continue
            self.put(days, self.hours(text[at + len(separator) :]), part)
            return
        part.every_day = self.hours(text)

    def put(self, days: list[DayItem], spans: Spans, part: Part) -> bool:
        for what, weekday, nth in days:
            match what:
                case "day":
                    part.days[weekday] = spans
                case "nth":
                    part.nths[weekday, nth] = spans
                case _:
                    part.holidays[weekday] = spans
        return True

    def noted(self, text: str) -> list[tuple[str, ...]]:
        """The text without a note, and what it may be with one."""
        found = self.inverted("note", text)
        return [(text, ""), *([found] if found else [])]

    def sentence(self, text: str) -> Part:
        for said, note in self.noted(text):
            if found := self.inverted("closed_in", said):
                try:
                    dates = self.items(found[0], self.date)
                except Unreadable:
                    continue
                return Part(dates, every_day=[(*WHOLE_DAY, "closed", note)])
        part = Part()
        if found := self.inverted("in_months", text):
            try:
                part.dates = self.items(found[0], self.date)
            except Unreadable:
                part.dates = None
            else:
                text = found[1]
        for clause in text.split(self.words["then"]):
            self.clause(clause, part)
        return part


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


class Said:
    """A text about hours that was read."""

    def __init__(self, text: str, language: str) -> None:
        reader = _reader(language)
        self.rest: Answer | None = None
        self.parts: list[Part] = []
        for sentence in text.casefold().split(". "):
            if found := reader.inverted("otherwise", sentence):
                ((_, _, *state_and_note),) = reader.group(found[0])
                self.rest = (state_and_note[0], state_and_note[1])
            else:
                self.parts.append(reader.sentence(sentence))
        only_closes = all(state == "closed" for part in self.parts for state in self._states(part))
        if any(said == reader.said("closed") for said, _ in reader.noted(text.casefold())):
            only_closes = False
        self.silent: Spans = [(*WHOLE_DAY, "unknown", "")] if only_closes else []

    @staticmethod
    def _states(part: Part) -> Iterator[str]:
        for spans in (
            part.every_day or [],
            *part.days.values(),
            *part.nths.values(),
            *part.holidays.values(),
        ):
            yield from (state for _, _, state, _ in spans)

    @cache  # noqa: B019 -- each day is asked for a hundred times
    def spans(self, day: date, is_holiday: bool) -> Spans:
        for part in sorted(self.parts, key=lambda each: each.dates is None):
            if part.covers(day):
                return part.spans(day, is_holiday, self.silent)
        return self.silent

    def state_at(self, when: datetime, holidays: Collection[date]) -> Answer:
        minute, yesterday = when.hour * 60 + when.minute, when.date() - timedelta(1)
        today = self.spans(when.date(), when.date() in holidays)
        night = self.spans(yesterday, yesterday in holidays)
        now = [each for each in today if each[0] <= minute < each[1]]
        late = [each for each in night if each[0] <= minute + MIDNIGHT < each[1]]
        for _, _, state, note in (*now, *late):
            if state != "closed":
                return state, note
        for _, _, state, note in now:
            return state, note
        return self.rest or ("closed", "")
