"""What a series did, in numbers that name nobody.

Everything told about people goes through core/disclosure. People are those who were there at least once;
ages are parts of them, the other groups overlap. Absences and nameless heads add up to their totals.
Of the needs said at sign-up no total is told, so nothing can be subtracted from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.core.disclosure import Count, Shown, alone, parts_of, within
from app.workshops.attendance.hours import ATTENDING

AGES = ("under_46", "46_to_64", "65_or_over", "age_unknown")
ABSENT = ("absent", "excused")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person in one series: `key` is the same for a person in all series."""

    key: UUID
    workshop_id: UUID
    birth_year: int | None = None
    groups: frozenset[str] = frozenset()
    needs_transport: bool = False
    needs_childcare: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What was noted of one person in a series: alike in so many sessions, `minutes` of all of them."""

    key: UUID
    workshop_id: UUID
    state: str
    minutes: int = 0
    reason: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session: its series, how long it lasted, what became of it, heads counted by group."""

    workshop_id: UUID
    minutes: int
    state: str
    heads: Mapping[str, int] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """None stands for a number that is left out. `attended` and `held` are minutes."""

    people: Shown
    attended: Shown
    ages: Mapping[str, Shown]
    groups: Mapping[str, Shown]
    transport: Shown
    childcare: Shown
    absences: Shown
    reasons: Mapping[str, Shown]
    heads: Shown
    heads_by_group: Mapping[str, Shown]
    sessions: int
    cancelled: int
    held: int


@dataclass(frozen=True, slots=True)
class Line:
    """One series within a period: minutes held, people in it, minutes attended by all of them together."""

    title: str
    sessions: int
    held: int
    people: Shown
    attended: Shown


def report(
    sittings: Sequence[Sitting], visitors: Sequence[Visitor], marks: Sequence[Mark], year: int
) -> Report:
    """The numbers of what is given: one series, or all of a period; ages are those reached in `year`."""
    there = {mark.key for mark in marks if mark.state in ATTENDING}
    people = {each.key: each for each in visitors if each.key in there}
    total = _people(len(people))
    shown, ages = parts_of(total, _counted(Counter(_age(each, year) for each in people.values()), AGES))
    absences, reasons = _absences(marks)
    heads, by_group = _heads(sittings)
    held = [each for each in sittings if each.state == "held"]
    return Report(
        people=shown,
        attended=alone(Count(sum(mark.minutes for mark in marks if mark.state in ATTENDING), len(people))),
        ages=ages,
        groups=_groups(total, people.values()),
        transport=alone(_people(len({each.key for each in visitors if each.needs_transport}))),
        childcare=alone(_people(len({each.key for each in visitors if each.needs_childcare}))),
        absences=absences,
        reasons=reasons,
        heads=heads,
        heads_by_group=by_group,
        sessions=len(held),
        cancelled=sum(each.state == "cancelled" for each in sittings),
        held=sum(each.minutes for each in held),
    )


def lines(sittings: Sequence[Sitting], marks: Sequence[Mark]) -> tuple[list[Line], Shown, Shown]:
    """Series by series, those with a session held; and the people and minutes of all together.

    Who came to two series counts twice in the sum.
    """
    there: dict[UUID, set[UUID]] = defaultdict(set)
    minutes: Counter[UUID] = Counter()
    for mark in marks:
        if mark.state in ATTENDING:
            there[mark.workshop_id].add(mark.key)
            minutes[mark.workshop_id] += mark.minutes
    ids = list(dict.fromkeys(each.workshop_id for each in sittings if each.state == "held"))
    counts = {each: _people(len(there[each])) for each in ids}
    total, people = parts_of(_people(sum(each.people for each in counts.values())), counts)
    found = []
    for each in ids:
        held = [one for one in sittings if one.workshop_id == each and one.state == "held"]
        attended = None if people[each] is None else minutes[each]
        found.append(Line(held[0].title, len(held), sum(one.minutes for one in held), people[each], attended))
    return found, total, None if total is None else sum(minutes[each] for each in ids)


def _people(number: int) -> Count:
    return Count(number, number)


def _counted(found: Mapping[str, int], keys: Iterable[str]) -> dict[str, Count]:
    return {key: _people(found.get(key, 0)) for key in keys}


def _age(visitor: Visitor, year: int) -> str:
    if visitor.birth_year is None:
        return "age_unknown"
    age = year - visitor.birth_year
    if age >= 65:
        return "65_or_over"
    return "46_to_64" if age >= 46 else "under_46"


def _groups(total: Count, people: Iterable[Visitor]) -> dict[str, Shown]:
    found = Counter(group for each in people for group in each.groups)
    return {group: within(total, _people(found[group])) for group in sorted(found)}


def _absences(marks: Sequence[Mark]) -> tuple[Shown, dict[str, Shown]]:
    """Absences by reason; small is what few people have, however often they were away."""
    who: dict[str, set[UUID]] = defaultdict(set)
    often: Counter[str] = Counter()
    for mark in marks:
        if mark.state in ABSENT:
            who[mark.reason].add(mark.key)
            often[mark.reason] += mark.times
    everybody = set().union(*who.values())
    parts = {reason: Count(often[reason], len(who[reason])) for reason in sorted(often)}
    return parts_of(Count(often.total(), len(everybody)), parts)


def _heads(sittings: Sequence[Sitting]) -> tuple[Shown, dict[str, Shown]]:
    found: Counter[str] = Counter()
    for sitting in sittings:
        found.update(sitting.heads)
    parts = _counted(found, sorted(found))
    return parts_of(_people(found.total()), parts)
