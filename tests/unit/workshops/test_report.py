"""The numbers of a report."""

from dataclasses import fields
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.workshops.reports.report import Mark, Report, Sitting, Visitor, lines, report

SERIES = uuid4()


def crowd(count: int, series: UUID = SERIES, **facts: object) -> list[Visitor]:
    return [Visitor(uuid4(), series, **facts) for _ in range(count)]  # type: ignore[arg-type]


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
    found = report(sittings, young + old, came(young + old), 2026)
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
    found = report([Sitting(SERIES, 60, "held")], there + away, came(there) + absent, 2026)
    assert (found.people, found.childcare, found.absences, found.reasons) == (6, 6, 6, {"childcare": 6})


def test_three_people_are_not_told() -> None:
    few = crowd(3, groups=frozenset({"migrant"}), needs_transport=True)
    found = report([Sitting(SERIES, 60, "held", {"migrant": 2, "": 1})], few, came(few), 2026)
    told = {each.name: getattr(found, each.name) for each in fields(Report)}
    assert {name for name, value in told.items() if value is None} == {
        "people",
        "attended",
        "transport",
        "heads",
    }
    assert set(found.groups.values()) | set(found.heads_by_group.values()) == {None}


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_series_can_be_subtracted_from_the_period(sizes: list[int]) -> None:
    series = [uuid4() for _ in sizes]
    marks = [mark for each, size in zip(series, sizes, strict=True) for mark in came(crowd(size, each))]
    found, people, minutes = lines([Sitting(each, 60, "held") for each in series], marks)
    hidden = [line for line in found if line.people is None]
    assert all(line.attended is None for line in hidden)
    assert all(
        line.people == size for line, size in zip(found, sizes, strict=True) if line.people is not None
    )
    if people is not None:
        assert len(hidden) != 1
        assert minutes == sum(sizes) * 120
    else:
        assert minutes is None
