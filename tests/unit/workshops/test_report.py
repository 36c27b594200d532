"""The numbers of a report."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID, uuid4

from app.core.disclosure import BASE, EXACT, HOUR, Rounded, nameless
from app.workshops.reports.periods import MONTHS
from app.workshops.reports.report import Mark, Sitting, Visitor, lines, report
from app.workshops.reports.year import activity, periods, settled

SERIES = uuid4()


def crowd(count: int, series: UUID = SERIES, **facts: object) -> list[Visitor]:
    return [Visitor(uuid4().int, series, **facts) for _ in range(count)]  # type: ignore[arg-type]


def came(people: list[Visitor], minutes: int = 120) -> list[Mark]:
    return [Mark(each.key, each.workshop_id, "present", minutes) for each in people]


def test_people_hours_and_groups() -> None:
    young = crowd(12, birth_year=1995, groups=frozenset({"women"}))
    old = crowd(8, birth_year=1950, needs_transport=True)
    sittings = [
        Sitting(SERIES, 120, "held"),
        Sitting(SERIES, 120, "cancelled"),
        Sitting(SERIES, 90, "planned"),
    ]
    found = report(sittings, young + old, came(young + old), 2026, EXACT)
    assert (found.people, found.attended, found.sessions, found.held, found.cancelled) == (
        20,
        2400,
        1,
        120,
        1,
    )
    assert found.ages == {"under_46": 12, "46_to_64": 0, "65_or_over": 8, "age_unknown": 0}
    assert (found.groups, found.transport, found.childcare) == ({"women": 12}, 8, 0)


def test_who_never_came_is_not_counted_but_what_they_needed_is() -> None:
    there, away = crowd(6), crowd(6, needs_childcare=True)
    absent = [Mark(each.key, SERIES, "absent", reason="childcare") for each in away]
    found = report([Sitting(SERIES, 60, "held")], there + away, came(there) + absent, 2026, EXACT)
    assert (found.people, found.childcare, found.absences, found.reasons) == (6, 6, 6, {"childcare": 6})


def test_who_lives_together_is_one_family() -> None:
    home, away = uuid4(), uuid4()
    there = [*crowd(3, household_id=home), *crowd(2), *crowd(1, household_id=away)]
    not_there = crowd(1, household_id=uuid4())
    found = report([Sitting(SERIES, 60, "held")], there + not_there, came(there), 2026, EXACT)
    assert (found.people, found.families) == (6, 4)


def test_families_are_told_rounded_and_where_everybody_lives_alone_as_the_people_are() -> None:
    teller, alone = Rounded(b"families"), crowd(8)
    sittings = [Sitting(SERIES, 60, "held")]
    for few in range(2, 8):
        found = report(sittings, alone[:few], came(alone[:few]), 2026, teller)
        assert found.families == found.people
    together = [replace(each, household_id=SERIES) for each in alone]
    told = {
        report(sittings, together, came(together), 2026, Rounded(b"%d" % seed)).families for seed in range(50)
    }
    assert told == {0, BASE}


def numbers(told: Any) -> list[int | None]:
    """Every number of people and of what they did, wherever it stands."""
    if isinstance(told, dict):
        return [number for each in told.values() for number in numbers(each)]
    return [told] if isinstance(told, int | None) else []


def test_no_number_of_people_is_told_as_it_is() -> None:
    """Three people, two of one group, one away; and seven whom nobody knows."""
    few = crowd(3, birth_year=1990, groups=frozenset({"migrant"}), needs_transport=True)
    away = [Mark(few[0].key, SERIES, "absent", reason="health", times=2)]
    heads = {group: nameless(number, uuid4(), group) for group, number in (("migrant", 4), ("", 3))}
    sittings = [Sitting(SERIES, 60, "held", heads)]
    for secret in range(50):
        told = activity(sittings, few, came(few) + away, 2026, Rounded(b"%d" % secret))
        found = asdict(settled({"": told})[""].report)
        assert (found.pop("sessions"), found.pop("held"), found.pop("cancelled")) == (1, 60, 0)
        hours = found.pop("attended")
        assert hours is None or hours % (BASE * HOUR) == 0
        assert not [each for each in numbers(found) if each is not None and each % BASE]


def test_a_line_of_nobody_does_not_say_that_somebody_was_there() -> None:
    """Where nobody was away for their health, there is no such line either."""
    few = crowd(1, groups=frozenset({"migrant"}))
    away = [Mark(few[0].key, SERIES, "absent", reason="health")]
    told = [
        activity([Sitting(SERIES, 60, "held")], few, came(few) + away, 2026, Rounded(b"%d" % secret))
        for secret in range(200)
    ]
    reports = [settled({"": each})[""].report for each in told]
    assert (
        {bool(each.groups) for each in reports} == {bool(each.reasons) for each in reports} == {True, False}
    )
    assert all(0 not in {*each.groups.values(), *each.reasons.values()} for each in reports)


def test_a_series_is_told_alike_wherever_it_stands() -> None:
    """On its own page, in its month and in its year: the same people, the same number."""
    teller, people = Rounded(b"invented"), crowd(13)
    given = (
        [Sitting(SERIES, 60, "held", month=3)],
        people,
        [Mark(each.key, SERIES, "present", 60, month=3) for each in people],
    )
    told = settled(periods(*given, 2026, teller))
    own = settled({"": activity(*given, 2026, teller)})[""].report
    there = {key for key, (first, last) in MONTHS.items() if first <= 3 <= last}
    assert {told[key].report.people for key in there} == {own.people}
    assert {told[key].lines[SERIES].people for key in there} == {own.people}
    assert {told[key].report.people for key in MONTHS.keys() - there} == {0}


def test_series_by_series_those_that_were_held() -> None:
    other = uuid4()
    marks = came(crowd(3), 90) + came(crowd(4, other), 60)
    sittings = [Sitting(SERIES, 90, "held", title="A"), Sitting(other, 60, "planned", title="B")]
    (line,) = lines(sittings, marks, EXACT).values()
    assert (line.title, line.sessions, line.held, line.people, line.attended) == ("A", 1, 90, 3, 270)
