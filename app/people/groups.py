"""Groups of people the programme is for (domain.md §4): told by facts where these allow, else declared.

What facts tell counts before what was declared. How long somebody is without work is told by no fact yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

GROUP, NOT_SAID = "group", "not_said"
"""Of facts (facts/kinds.py), which know these rules."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whoever has one of these answers belongs to the group (`is_other`: whoever has another one)."""

    kind: str = ""
    values: tuple[str, ...] = ()
    is_other: bool = False
    ages: tuple[int, int] | None = None
    """From and to how many years, by the year of birth."""


DECLARED: Mapping[str, Rule] = {
    "registered_12_months": Rule(),
    "without_work_12_months": Rule(),
    "first_time_12_months": Rule(),
    # Eurostat's "neither in employment nor in education and training".
    "young_neet": Rule("work", ("registered", "unregistered", "caring", "unable"), ages=(15, 29)),
    "women": Rule("gender", ("woman",)),
    "migrant": Rule("nationality", ("PT",), is_other=True),
    "disability": Rule(),
    # At most lower secondary: levels 0 to 2 of ISCED 2011, as Eurostat counts it.
    "low_qualification": Rule("schooling", ("isced_0", "isced_1", "isced_2")),
    "minimum_income": Rule("benefit", ("rsi",)),
    "employed_seeking_qualification": Rule(),
    "recently_graduated": Rule(),
}
AGES = {"over_45": 46, "elderly": 65}
BY_FACT = frozenset(rule.kind for rule in DECLARED.values() if rule.kind)


@dataclass(slots=True)
class Said:
    """What is known of a person on a day: answers by kind, groups they declare, year of birth."""

    facts: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    birth_year: int | None = None

    def hear(self, kind: str | None, key: str, value: str) -> None:
        """Take in a fact (facts/models.py); None of whom nothing is known."""
        if kind == GROUP:
            self.declared.add(key)
        elif kind:
            self.facts[kind] = value


def born_by(group: str, year: int) -> int:
    """The last year of birth that belongs to a group of an age in `year`: whoever turns that age then."""
    return year - AGES[group]


def groups_of(said: Said, year: int) -> dict[str, bool]:
    """The groups of a person in `year`, each with whether facts tell it."""
    told = {group: _told(rule, said, year) for group, rule in DECLARED.items()}
    found = {
        group: told[group] is not None
        for group in DECLARED
        if told[group] or (told[group] is None and group in said.declared)
    }
    aged = [group for group in AGES if said.birth_year and said.birth_year <= born_by(group, year)]
    return found | dict.fromkeys(aged, True)


def _told(rule: Rule, said: Said, year: int) -> bool | None:
    """Whether facts put a person into the group; None where they do not say."""
    value = said.facts.get(rule.kind, "")
    if not value or value == NOT_SAID or (rule.ages and said.birth_year is None):
        return None
    fits = (value in rule.values) is not rule.is_other
    if rule.ages and said.birth_year is not None:
        youngest, oldest = rule.ages
        fits = fits and youngest <= year - said.birth_year <= oldest
    return fits
