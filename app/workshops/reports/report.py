"""What a series did, in numbers that name nobody.

Everything told about people goes through core/disclosure. People are those who were there at least once;
ages are parts of them, the other groups overlap. Absences and nameless heads add up to their totals.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.core.disclosure import HOUR, NOBODY, Crowd, Published, Shown, Teller, crowd
from app.workshops.attendance.hours import ATTENDING

AGES = ("under_46", "46_to_64", "65_or_over", "age_unknown")
ABSENT = ("absent", "excused")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person in one series: `key` is their record key (core/disclosure), the same in all series.

    `parish`: the id of where they live; "" where that is not known.
    """

    key: int
    workshop_id: UUID
    birth_year: int | None = None
    groups: frozenset[str] = frozenset()
    needs_transport: bool = False
    needs_childcare: bool = False
    household_id: UUID | None = None
    parish: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was noted of one person in a series: alike in so many sessions of a month and a `parish` (the id
    of where they were held), `minutes` of all.
    """

    key: int
    workshop_id: UUID
    state: str
    minutes: int = 0
    reason: str = ""
    times: int = 1
    month: int = 1
    parish: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session: its series, how long it lasted, what became of it, people without names by group, the id
    of the parish of its place.
    """

    workshop_id: UUID
    minutes: int
    state: str
    heads: Mapping[str, Crowd] = field(default_factory=dict)
    title: str = ""
    month: int = 1
    parish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """None stands for a number that is left out. `attended` and `held` are minutes.

    `families` are the households of those who came; whoever has none noted is one. `parishes`: where they
    live; `reached`: where they came to, and `reached_heads` those without names. By parish are told a series
    and a session, of a year the programme tells it.
    """

    people: Shown
    families: Shown = None
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
    parishes: Mapping[str, Shown] = field(default_factory=dict)
    reached: Mapping[str, Shown] = field(default_factory=dict)
    reached_heads: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One series within a period: minutes held, people in it, minutes attended by all of them together.

    `heads`: how many were counted without names; not told in years that were told before there was a column.
    """

    title: str
    sessions: int
    held: int
    people: Shown
    attended: Shown
    heads: Shown = None


def report(
    sittings: Sequence[Sitting], visitors: Sequence[Visitor], marks: Sequence[Mark], year: int, teller: Teller
) -> Report:
    """The numbers of what is given: one series, or all of a period; ages are those reached in `year`."""
    there = {mark.key for mark in marks if mark.state in ATTENDING}
    people = {each.key: each for each in visitors if each.key in there}
    by_age = _apart((age_group(each.birth_year, year), key) for key, each in people.items())
    by_group = _apart((group, key) for key, each in people.items() for group in each.groups)
    absences, reasons = _absences(marks, teller)
    heads, heads_by_group = _heads(sittings, teller)
    held = [each for each in sittings if each.state == "held"]
    who = crowd(people)
    families = {each.household_id or each.key for each in people.values()}
    return Report(
        people=teller.people(who),
        families=teller.people(replace(who, people=len(families))),
        attended=teller.theirs(_minutes(marks), who, HOUR),
        ages={age: teller.people(crowd(by_age.get(age, ()))) for age in AGES},
        groups=told_apart(by_group, teller),
        transport=teller.people(crowd(each.key for each in visitors if each.needs_transport)),
        childcare=teller.people(crowd(each.key for each in visitors if each.needs_childcare)),
        absences=absences,
        reasons=reasons,
        heads=heads,
        heads_by_group=heads_by_group,
        sessions=len(held),
        cancelled=sum(each.state == "cancelled" for each in sittings),
        held=sum(each.minutes for each in held),
    )


def by_parish(
    found: Report,
    sittings: Sequence[Sitting],
    visitors: Sequence[Visitor],
    marks: Sequence[Mark],
    teller: Teller,
) -> Report:
    """A report that tells by parish too where people live and where they were reached."""
    there = [mark for mark in marks if mark.state in ATTENDING]
    people = {each.key: each for each in visitors if each.key in {mark.key for mark in there}}
    heads: dict[str, Crowd] = {}
    for sitting in sittings:
        if sitting.heads:
            heads[sitting.parish] = sum(sitting.heads.values(), heads.get(sitting.parish, NOBODY))
    return replace(
        found,
        parishes=told_apart(_apart((each.parish, key) for key, each in people.items()), teller),
        reached=told_apart(_apart((mark.parish, mark.key) for mark in there), teller),
        reached_heads={parish: teller.people(heads[parish]) for parish in sorted(heads)},
    )


def lines(sittings: Sequence[Sitting], marks: Sequence[Mark], teller: Teller) -> dict[UUID, Line]:
    """Series by series, those with a session held. Who came to two series is in both."""
    there: dict[UUID, set[int]] = defaultdict(set)
    minutes: Counter[UUID] = Counter()
    for mark in marks:
        if mark.state in ATTENDING:
            there[mark.workshop_id].add(mark.key)
            minutes[mark.workshop_id] += mark.minutes
    held: dict[UUID, list[Sitting]] = defaultdict(list)
    for each in sittings:
        if each.state == "held":
            held[each.workshop_id].append(each)
    return {
        series: Line(
            title=found[0].title,
            sessions=len(found),
            held=sum(each.minutes for each in found),
            people=teller.people(crowd(there[series])),
            attended=teller.theirs(minutes[series], crowd(there[series]), HOUR),
            heads=teller.people(sum((who for each in found for who in each.heads.values()), NOBODY)),
        )
        for series, found in held.items()
    }


def age_group(birth_year: int | None, year: int) -> str:
    """Which of AGES somebody reaches in `year`."""
    if birth_year is None:
        return "age_unknown"
    age = year - birth_year
    if age >= 65:
        return "65_or_over"
    return "46_to_64" if age >= 46 else "under_46"


def told_apart(found: Mapping[str, Iterable[int]], teller: Teller) -> dict[str, Published]:
    """How many belong to each of what somebody belongs to."""
    return {key: teller.people(crowd(found[key])) for key in sorted(found)}


def _apart(found: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Who belongs to what."""
    parts: dict[str, set[int]] = defaultdict(set)
    for key, person in found:
        parts[key].add(person)
    return parts


def _minutes(marks: Iterable[Mark]) -> int:
    return sum(mark.minutes for mark in marks if mark.state in ATTENDING)


def _absences(marks: Sequence[Mark], teller: Teller) -> tuple[Published, dict[str, Published]]:
    """Absences, and by reason: of so many people, however often each was away."""
    absent = [mark for mark in marks if mark.state in ABSENT]
    who = _apart((mark.reason, mark.key) for mark in absent)
    often: Counter[str] = Counter()
    for mark in absent:
        often[mark.reason] += mark.times
    total = teller.theirs(often.total(), crowd(mark.key for mark in absent))
    return total, {reason: teller.theirs(often[reason], crowd(who[reason])) for reason in sorted(who)}


def _heads(sittings: Iterable[Sitting], teller: Teller) -> tuple[Published, dict[str, Published]]:
    found: dict[str, Crowd] = {}
    for sitting in sittings:
        for group, who in sitting.heads.items():
            found[group] = found.get(group, NOBODY) + who
    parts = {group: teller.people(found[group]) for group in sorted(found)}
    return teller.people(sum(found.values(), NOBODY)), parts
