"""The state, the words and a slow reading of the specification agree at every half hour of a year."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.hours.syntax import read
from app.core.hours.words import in_words
from tests import turns
from tests.hours_reader import Said
from tests.hours_reference import Answer, Dates, Range, Rule, state_at

EXAMPLES = 400 if turns.everything() else 15
YEAR = 2028  # a leap year
HALF_HOURS = [datetime.fromisoformat(f"{YEAR}-01-01") + timedelta(minutes=30 * n) for n in range(366 * 48)]
HOLIDAYS = frozenset(
    date(YEAR, month, day)
    for month, day in (
        (1, 1),
        (4, 14),
        (4, 25),
        (6, 15),
        (7, 3),
        (8, 15),
        (10, 5),
        (11, 1),
        (12, 8),
        (12, 25),
    )
)
NOTES = ("", "", "", "com marcação", "só urgências")
LANGUAGES = ("pt", "en", "uk", "ar")
AS_WRITTEN = "Tal como foi escrito: "

_time = st.integers(0, 47).map(lambda half: half * 30)
_times = st.lists(st.tuples(_time, _time).filter(lambda pair: pair[0] != pair[1]), max_size=2).map(tuple)
_nths = st.sampled_from([(), (), (), (), (1,), (1, 3), (2, 4), (-1,), (5,)])
_range = st.builds(Range, st.integers(0, 6), st.integers(0, 6), _nths)
_month_day = st.tuples(st.integers(1, 12), st.integers(1, 28))
_dates = st.one_of(
    st.builds(Dates, _month_day, _month_day),
    st.integers(1, 12).map(lambda month: Dates((month, 1), (month, 30 if month in {4, 6, 9, 11} else 28))),
)
_rule = st.builds(
    Rule,
    st.sampled_from([";", ";", ";", ",", "||"]),
    st.lists(_dates, max_size=1).map(tuple),
    st.lists(_range, max_size=2).map(tuple),
    st.sampled_from(["", "", "", "either", "both"]),
    _times,
    st.sampled_from(["", "", "", "off", "open", "unknown"]),
    st.sampled_from(NOTES),
)
RULES = st.lists(_rule, min_size=1, max_size=4)


def written(rules: list[Rule], blank: str = "") -> str:
    """The rules in the syntax; `blank` stands where people put one after commas between days."""
    text = ""
    for at, rule in enumerate(rules):
        days = [str(each) for each in rule.days]
        named = f",{blank}".join([*days, *(["PH"] if rule.holidays == "either" else [])])
        if rule.holidays == "both":
            named = f"PH {named}".strip()
        times = ",".join(_span(start, end) for start, end in rule.times)
        note = f'"{rule.note}"' if rule.note else ""
        dates = ",".join(str(each) for each in rule.dates)
        said = " ".join(filter(None, (dates, named, times, rule.state, note)))
        text += (f" {rule.separator} " if at else "") + (said or "open")
    return text


def _span(start: int, end: int) -> str:
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _cleaned(rules: list[Rule]) -> list[Rule]:
    """As the syntax can write them: what adds follows times, a state or a note; "both" needs days.

    Without days of its own it does not follow bare times, whose list it would go on.
    """
    found: list[Rule] = []
    for rule in rules:
        separator = rule.separator if found else ";"
        before = found[-1] if found else None
        if separator == "," and before and not (before.times or before.state or before.note):
            separator = ";"
        if before and not (rule.dates or rule.days or rule.holidays or before.state or before.note):
            separator = ";"
        holidays = "either" if rule.holidays == "both" and not rule.days else rule.holidays
        found.append(Rule(separator, rule.dates, rule.days, holidays, rule.times, rule.state, rule.note))
    return found


def different(found: list[Answer], expected: list[Answer]) -> list[tuple[datetime, Answer, Answer]]:
    """The first few: of lists so long pytest would look for hours for what to show."""
    pairs = zip(HALF_HOURS, found, expected, strict=True)
    return [(when, one, other) for when, one, other in pairs if one != other][:3]


def answers(state: Callable[[datetime, Collection[date]], Answer]) -> list[Answer]:
    return [state(when, HOLIDAYS) for when in HALF_HOURS]


@settings(max_examples=EXAMPLES)
@given(RULES.map(_cleaned), st.sampled_from(["", " "]), st.sampled_from(LANGUAGES))
def test_state_and_words_say_what_the_specification_says(
    rules: list[Rule], blank: str, language: str
) -> None:
    expression = written(rules, blank)
    schedule = read(expression)
    expected = answers(lambda when, holidays: state_at(rules, when, holidays))
    assert not different(answers(schedule.at), expected)
    if in_words(expression, "pt").startswith(AS_WRITTEN):
        return
    said = Said(in_words(expression, language), language)
    assert not different(answers(said.state_at), expected)
