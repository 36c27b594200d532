"""What a series did, in numbers that name nobody.

Everything told about people goes through core/disclosure. People are those who were there at least once;
ages are parts of them, the other groups overlap. Absences and nameless heads add up to their totals.
Of the needs said at sign-up no total is told, so nothing can be subtracted from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.core.disclosure import FEWEST, Count, Shown, alone, parts_of, so_many, within
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
    sittings: Sequence[Sitting],
    visitors: Sequence[Visitor],
    marks: Sequence[Mark],
    year: int,
    fewest: int = FEWEST,
) -> Report:
    """The numbers of what is given: one series, or all of a period; ages are those reached in `year`.

    Fewer people than `fewest` are left out.
    """
    there = {mark.key for mark in marks if mark.state in ATTENDING}
    people = {each.key: each for each in visitors if each.key in there}
    total = so_many(len(people), fewest)
    found_ages = Counter(age_group(each.birth_year, year) for each in people.values())
    shown, ages = parts_of(total, {age: so_many(found_ages[age], fewest) for age in AGES})
    absences, reasons = _absences(marks, fewest)
    heads, by_group = _heads(sittings, fewest)
    held = [each for each in sittings if each.state == "held"]
    return Report(
        people=shown,
        attended=alone(Count(_minutes(marks), len(people), fewest)),
        ages=ages,
        groups=groups_of(total, (each.groups for each in people.values())),
        transport=alone(so_many(len({each.key for each in visitors if each.needs_transport}), fewest)),
        childcare=alone(so_many(len({each.key for each in visitors if each.needs_childcare}), fewest)),
        absences=absences,
        reasons=reasons,
        heads=heads,
        heads_by_group=by_group,
        sessions=len(held),
        cancelled=sum(each.state == "cancelled" for each in sittings),
        held=sum(each.minutes for each in held),
    )


def lines(
    sittings: Sequence[Sitting], marks: Sequence[Mark], fewest: int = FEWEST
) -> tuple[list[Line], Shown, Shown]:
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
    counts = {each: so_many(len(there[each]), fewest) for each in ids}
    total, people = parts_of(so_many(sum(each.people for each in counts.values()), fewest), counts)
    found = []
    for each in ids:
        held = [one for one in sittings if one.workshop_id == each and one.state == "held"]
        attended = None if people[each] is None else minutes[each]
        found.append(Line(held[0].title, len(held), sum(one.minutes for one in held), people[each], attended))
    return found, total, None if total is None else sum(minutes[each] for each in ids)


def age_group(birth_year: int | None, year: int) -> str:
    """Which of AGES somebody reaches in `year`."""
    if birth_year is None:
        return "age_unknown"
    age = year - birth_year
    if age >= 65:
        return "65_or_over"
    return "46_to_64" if age >= 46 else "under_46"


def groups_of(total: Count, people: Iterable[frozenset[str]]) -> dict[str, Shown]:
    """How many of the total belong to each group that somebody belongs to; groups overlap."""
    found = Counter(group for each in people for group in each)
    return {group: within(total, so_many(found[group], total.fewest)) for group in sorted(found)}


def _minutes(marks: Iterable[Mark]) -> int:
    return sum(mark.minutes for mark in marks if mark.state in ATTENDING)


def _absences(marks: Sequence[Mark], fewest: int) -> tuple[Shown, dict[str, Shown]]:
    """Absences by reason; small is what few people have, however often they were away."""
    who: dict[str, set[UUID]] = defaultdict(set)
    often: Counter[str] = Counter()
    for mark in marks:
        if mark.state in ABSENT:
            who[mark.reason].add(mark.key)
            often[mark.reason] += mark.times
    everybody = set().union(*who.values())
    parts = {reason: Count(often[reason], len(who[reason]), fewest) for reason in sorted(often)}
    return parts_of(Count(often.total(), len(everybody), fewest), parts)


def _heads(sittings: Iterable[Sitting], fewest: int) -> tuple[Shown, dict[str, Shown]]:
    found: Counter[str] = Counter()
    for sitting in sittings:
        found.update(sitting.heads)
    parts = {group: so_many(found[group], fewest) for group in sorted(found)}
    return parts_of(so_many(found.total(), fewest), parts)
