"""Opening hours said in words, by those of words.toml."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from app.core.hours.schedule import MIDNIGHT, Program, Span, State
from app.core.hours.selectors import WEEK
from app.core.hours.summary import LAST, Part, Summary, Table, Unsayable, summarise
from app.core.hours.syntax import MONTH_LENGTHS, read
from app.core.hours.tokens import NotUnderstood
from app.core.i18n import MAIN
from app.core.vocabulary import read_file

_FILE = Path(__file__).parent / "words.toml"
_Date = tuple[int, int]


@lru_cache(maxsize=2_048)
def in_words(expression: str, language: str) -> str:
    """The hours as people say them; what has no words is marked as written, what is not understood stays."""
    words = _words(language)
    try:
        return words.all(summarise(read(expression)))
    except NotUnderstood:
        return expression
    except Unsayable:
        return _opened(words.say("as_written", expression))


@cache
def _words(language: str) -> "Words":
    """The words of a language, else of Portuguese."""
    data = read_file(_FILE)
    return Words(data.get(language, data[MAIN]))


class Words:
    """The words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def say(self, key: str, *values: str) -> str:
        return str(self._data[key]).format(*values)

    def listed(self, items: Sequence[str]) -> str:
        """a, b and c."""
        if len(items) < 2:
            return "".join(items)
        return str(self._data["comma"]).join(items[:-1]) + str(self._data["and"]) + items[-1]

    def all(self, summary: Summary) -> str:
        """A sentence for the usual hours, one for those of each other part of the year, one for the rest."""
        found = [self.part(part, summary) for part in summary.parts]
        if summary.rest:
            found.append(self.say("otherwise", self.whole_day(summary.rest)))
        return ". ".join(_opened(each) for each in found if each) or _opened(self.say("closed"))

    def part(self, part: Part, summary: Summary) -> str:
        only = part.table.only
        if only is not None and only.is_closed and part.dates:
            is_told = summary.tells_closed_dates or only != summary.silent
            return self.closed("closed_in", self.dates(part), only) if is_told else ""
        if only == summary.silent:
            return ""
        said = self.alike(only, part) if only is not None else self.table(part.table, summary)
        return self.say("in_months", self.dates(part), said) if part.dates and said else said

    def alike(self, program: Program, part: Part) -> str:
        """The hours of every day."""
        if program.is_closed:
            return self.noted(self.say("closed"), program)
        if len(program.spans) == 1 and program.spans[0].is_whole_day and not part.dates:
            span = program.spans[0]
            return self.say("always") if span == Span(0, MIDNIGHT) else self.whole_day(span)
        times = self.times(program)
        return times if part.dates else self.say("on_days", self.say("every_day"), times)

    def table(self, table: Table, summary: Summary) -> str:
        """Clause by clause: days, then some of a month and holidays, which say otherwise of their days."""
        groups: dict[Program, list[str]] = {}
        for program in dict.fromkeys(table.weekdays):
            if program != summary.silent:
                these = [n for n, each in enumerate(table.weekdays) if each == program]
                groups[program] = self.days(these)
        exceptions = [(self.nth(nth.weekday, nth.nths), nth.program) for nth in table.nths]
        for weekdays, program in table.holidays:
            if len(weekdays) == WEEK and program in groups and not program.is_closed and not table.nths:
                groups[program].append(self.say("holidays"))
            elif len(weekdays) == WEEK:
                exceptions.append((self.say("holidays"), program))
            else:
                exceptions.append((self.say("holidays_on", self.listed(self.days(weekdays))), program))
        clauses = [(self.listed(days), program) for program, days in groups.items()]
        return self.say("then").join(self.clause(days, program) for days, program in (*clauses, *exceptions))

    def clause(self, days: str, program: Program) -> str:
        if not program.is_closed:
            return self.say("on_days", days, self.times(program))
        if days == self.say("holidays"):
            return self.noted(self.say("closed_on_holidays"), program)
        return self.closed("closed_on", days, program)

    def closed(self, key: str, when: str, program: Program) -> str:
        return self.noted(self.say(key, when), program)

    def noted(self, said: str, program: Program) -> str:
        return self.say("note", said, program.spans[0].note) if program.spans else said

    def days(self, weekdays: Sequence[int]) -> list[str]:
        """Monday to Wednesday, Friday."""
        if len(weekdays) == WEEK:
            return [self.say("every_day")]
        runs = [[day for _, day in run] for _, run in groupby(enumerate(weekdays), lambda at: at[1] - at[0])]
        found = []
        for run in runs:
            names = [str(self._data["days"][day]) for day in run]
            found += [self.say("range", names[0], names[-1])] if len(run) > 1 else names
        return found

    def nth(self, weekday: int, nths: Sequence[int]) -> str:
        ordinals = self._data[f"first_{self._data['genders'][weekday]}"]
        chosen = [str(ordinals[-1] if nth == LAST else ordinals[nth - 1]) for nth in nths]
        return self.say("nth", self.listed(chosen), str(self._data["days"][weekday]))

    def dates(self, part: Part) -> str:
        return self.listed([self.date_range(first, last) for first, last in part.dates])

    def date_range(self, first: _Date, last: _Date) -> str:
        """In August, July to August, on 24 December, 24 December to 6 January."""
        if first[1] == 1 and last[1] == MONTH_LENGTHS[last[0] - 1]:
            names = [str(self._data["months"][month - 1]) for month, _ in (first, last)]
            return self.say("month", names[0]) if first[0] == last[0] else self.say("months_range", *names)
        names = [
            self.say("day_month", str(day), self._data["months_of_days"][month - 1])
            for month, day in (first, last)
        ]
        return self.say("on_day", names[0]) if first == last else self.say("months_range", *names)

    def times(self, program: Program) -> str:
        """9h00–12h30 e 14h00–17h30, e ainda 18h00–19h00 (com marcação)."""
        said = ""
        for (state, note), spans in groupby(program.spans, _kind):
            one = self.group(state, note, list(spans))
            said = self.say("also", said, one) if said else one
        return said

    def group(self, state: State, note: str, spans: Sequence[Span]) -> str:
        if len(spans) == 1 and spans[0].is_whole_day and (note or state is State.UNKNOWN):
            return self.whole_day(spans[0])
        said = self.listed(list(self.spans(spans)))
        if state is State.OPEN:
            return self.say("note", self.say("surely", said), note) if note else said
        return self.say("note", said, note or self.say("unsure"))

    def whole_day(self, span: Span) -> str:
        if span.state is State.UNKNOWN:
            return span.note or self.say("unsure")
        said = self.say("surely", self.say("all_day"))
        return self.say("note", said, span.note) if span.note else said

    def spans(self, spans: Sequence[Span]) -> Iterator[str]:
        """Each with the open end that follows it."""
        for at, span in enumerate(spans):
            goes_on = at + 1 < len(spans) and _is_open_end_of(spans[at + 1], span)
            if span.is_open_end and not (at and _is_open_end_of(span, spans[at - 1])):
                yield self.say("open_end", self.time(span.start))
            elif span.is_whole_day:
                yield self.say("all_day")
            elif not span.is_open_end:
                said = self.say("span", self.time(span.start), self.time(span.end))
                yield self.say("at_least", said) if goes_on else said

    def time(self, minutes: int) -> str:
        hours = minutes // 60
        return self.say("time", str(hours - 24 if minutes > MIDNIGHT else hours), f"{minutes % 60:02}")


def _kind(span: Span) -> tuple[State, str]:
    """What is said together; an open end without a note belongs to the hours before it."""
    return (State.OPEN if span.is_open_end and not span.note else span.state), span.note


def _is_open_end_of(span: Span, before: Span) -> bool:
    return span.is_open_end and not span.note and span.start == before.end and not before.is_open_end


def _opened(sentence: str) -> str:
    """A sentence begins with a capital letter, in scripts that have them."""
    return sentence[:1].upper() + sentence[1:]
