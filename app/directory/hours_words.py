"""Opening hours said in words: each rule of a normalised expression, by the words of vocabularies/hours.toml.

What is covered: months and days of months, days of the week and their ranges, the nth such day of a month,
public holidays, times and open ends, "closed", a note in quotes. Anything else: None, and the caller
works out the coming days.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

MAIN = "pt"
_FILE = Path(__file__).parent / "vocabularies" / "hours.toml"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _MONTH, _TIME = "|".join(_DAYS), "|".join(_MONTHS), r"\d{2}:\d{2}"
_DAY_PART = rf"(?:{_DAY})(?:-(?:{_DAY})|\[-?[1-4]\])?|PH"
_MONTH_PART = rf"(?:{_MONTH})(?: \d{{1,2}})?(?:-(?:{_MONTH})?(?: ?\d{{1,2}})?)?"
_TIME_PART = rf"{_TIME}(?:-{_TIME}|\+)"
_RULE = re.compile(
    rf"(?:(?P<months>(?:{_MONTH_PART})(?:,(?:{_MONTH_PART}))*):? ?)?"
    rf"(?:(?P<days>(?:{_DAY_PART})(?:,(?:{_DAY_PART}))*) ?)?"
    rf"(?:(?P<times>{_TIME_PART}(?:,{_TIME_PART})*) ?)?"
    r"(?P<closed>closed|off)? ?"
    r'(?:"(?P<note>[^"]*)")?'
)


class Words:
    """The words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.days: Sequence[str] = data["days"]
        self.closed: str = data["closed"]
        self.then: str = data["then"]

    def say(self, key: str, *values: str) -> str:
        return str(self._data[key]).format(*values)

    def listed(self, items: Sequence[str]) -> str:
        """a, b and c."""
        if len(items) < 2:
            return "".join(items)
        return str(self._data["comma"]).join(items[:-1]) + str(self._data["and"]) + items[-1]

    def on_days(self, days: str, times: str) -> str:
        return self.say("on_days", days, times)

    def times(self, spans: Sequence[tuple[str, str]]) -> str:
        """9h00–12h30 e 14h00–17h30."""
        return self.listed([self.say("span", self.time(begin), self.time(end)) for begin, end in spans])

    def time(self, text: str) -> str:
        hour, _, minute = text.partition(":")
        return self.say("time", str(int(hour)), minute)

    def day(self, part: str) -> str:
        """Mo, Mo-Fr, Mo[1] or PH."""
        if part == "PH":
            return self.say("holidays")
        first, _, last = part.partition("-")
        if "[" in part:
            at = _DAYS.index(part[:2])
            gender = self._data["genders"][at]
            number = int(part[3:-1])
            ordinal = self._data[f"first_{gender}"][number - 1 if number > 0 else -1]
            return self.say("nth", ordinal, self.days[at])
        names = [self.days[_DAYS.index(each)] for each in (first, last) if each]
        return self.say("range", *names) if last else names[0]

    def month(self, part: str) -> str:
        """Jan, Jan-Jun, Dec 24 or Dec 24-Dec 26."""
        ends = []
        for end in part.split("-"):
            name, _, day = end.partition(" ")
            names = self._data["months_of_days" if day else "months"]
            month = names[_MONTHS.index(name)]
            ends.append(self.say("day_month", str(int(day)), month) if day else month)
        if len(ends) > 1:
            return self.say("months_range", *ends)
        return ends[0] if " " in part else self.say("month", ends[0])


@cache
def of(language: str) -> Words:
    """The words of a language, else of Portuguese."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return Words(data.get(language, data[MAIN]))


def say(normal: str, words: Words) -> str:
    """A normalised expression in words; "" where it holds something that has none here."""
    if normal == "24/7":
        return opened(words.say("always"))
    said = [_rule(rule, words) for rule in re.split(r"; ", normal)]
    return opened(words.then.join(said)) if all(said) else ""


def opened(sentence: str) -> str:
    """A sentence begins with a capital letter, in scripts that have them."""
    return sentence[:1].upper() + sentence[1:]


def _rule(rule: str, words: Words) -> str:
    found = _RULE.fullmatch(rule)
    if not found or not rule or (found["months"] and re.search(r"-\d| \d+-\D*$", found["months"])):
        return ""
    months = words.listed([words.month(each) for each in (found["months"] or "").split(",") if each])
    days = words.listed([words.day(each) for each in (found["days"] or "").split(",") if each])
    said = _closed(months, days, words) if found["closed"] else _opens(months, days, found["times"], words)
    return words.say("note", said, found["note"]) if found["note"] else said


def _closed(months: str, days: str, words: Words) -> str:
    if days == words.say("holidays") and not months:
        return words.say("closed_on_holidays")
    when = ", ".join(each for each in (months, days) if each)
    return words.say("closed_on", when) if when else words.closed


def _opens(months: str, days: str, times: str | None, words: Words) -> str:
    said = _times(times, words) if times else ""
    if days and said:
        said = words.on_days(days, said)
    said = said or days
    if months and said:
        return words.say("in_months", months, said)
    return said or months


def _times(times: str, words: Words) -> str:
    parts = []
    for each in times.split(","):
        begin, _, end = each.rstrip("+").partition("-")
        if end:
            parts.append(words.say("span", words.time(begin), words.time(end)))
        else:
            parts.append(words.say("open_end", words.time(begin)))
    return words.listed(parts)
