"""What held on a day, of everything that was ever noted about a person."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.people.facts import days
from app.people.facts.kinds import BORN, kinds
from app.people.facts.models import Fact
from app.people.groups import BY_FACT, GROUP, Said

Subject = tuple[str, str]
"""Kind and key: what of all that was noted about it one at most holds on a day."""
OF_AGE = 18
"""Full years (Código Civil, art. 130.º)."""
Held = Mapping[Subject, Fact]


def held_on(facts: Iterable[Fact], day: date) -> dict[Subject, Fact]:
    """Of each subject the fact that began last by that day, of equals the one noted last; none if that ended.

    So facts that overlap or contradict each other need no mending: the later word holds, and the earlier one
    holds again for the days before. By the order of the kinds, then of the keys.
    """
    latest: dict[Subject, Fact] = {}
    for fact in facts:
        if fact.is_withdrawn or (fact.begins_on and fact.begins_on > day):
            continue
        subject = fact.kind, fact.key
        if subject not in latest or fact.stands_since > latest[subject].stands_since:
            latest[subject] = fact
    order = {kind: number for number, kind in enumerate(kinds())}
    held = {of: fact for of, fact in latest.items() if not (fact.ends_on and fact.ends_on < day)}
    return dict(sorted(held.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1])))


def value(held: Held, kind: str) -> str:
    """The answer to a question with one; "" where nothing is known."""
    fact = held.get((kind, ""))
    return fact.value if fact else ""


def keys(held: Held, kind: str) -> list[str]:
    """The answers to a question with several."""
    return [key for each, key in held if each == kind]


def said(held: Held) -> Said:
    """What tells the groups of a person (app/people/groups.py)."""
    facts = {kind: fact.value for (kind, _key), fact in held.items() if kind in BY_FACT}
    born = value(held, BORN)[: days.YEAR]
    return Said(facts, set(keys(held, GROUP)), int(born) if born.isdecimal() else None)


def is_minor(held: Held, on: date) -> bool:
    """Whether the person is surely under age, by as much of the birthday as is known."""
    born = value(held, BORN)
    return born[:1].isdigit() and days.age(days.first(born).isoformat(), on) < OF_AGE


def may_be_minor(held: Held, on: date) -> bool:
    """Whether the person may be under age."""
    born = value(held, BORN)
    return born[:1].isdigit() and days.age(born, on) < OF_AGE
