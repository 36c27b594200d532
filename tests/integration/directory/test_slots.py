"""Drop-in slots: when they are held, who is here now and next, the calendar."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import feeds
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.directory.index.models import DirectoryStamp
from app.directory.slots import operations as services
from app.directory.slots import queries
from app.directory.slots.models import ChangeKind, DropInSlot, OnHolidays
from app.network.operations.holidays import add_holiday
from tests.cast import Cast
from tests.factories.offers import a_slot
from tests.factories.one_of_each import clerk, making

THURSDAYS = [date(2026, 12, day) for day in (3, 10, 17, 24, 31)]


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def slot(actor: Actor, cast: Cast) -> DropInSlot:
    with making():
        return a_slot(actor, cast.town_hall)


def held(actor: Actor) -> list[date]:
    found = queries.slots_between(actor, date(2026, 12, 1), date(2026, 12, 31))
    return [each.on for each in found if each.is_held]


def test_a_slot_is_held_as_its_rule_says(actor: Actor, slot: DropInSlot) -> None:
    assert held(actor) == THURSDAYS


def test_a_day_can_be_cancelled_moved_and_added(actor: Actor, slot: DropInSlot) -> None:
    def change(kind: ChangeKind, on: date, **more: object) -> None:
        services.change_day(actor, slot=slot, change_id=uuid4(), kind=kind, on=on, **more)  # type: ignore[arg-type]

    with making():
        change(ChangeKind.CANCELLED, THURSDAYS[0])
        change(ChangeKind.MOVED, THURSDAYS[1], new_on=date(2026, 12, 11), starts=time(14), ends=time(16))
        change(ChangeKind.EXTRA, date(2026, 12, 14))
    assert held(actor) == [date(2026, 12, 11), date(2026, 12, 14), *THURSDAYS[2:]]
    assert slot.version == 4
    with pytest.raises(services.DayChanged), making():
        change(ChangeKind.CANCELLED, THURSDAYS[1])


def test_on_holidays_nobody_is_there_unless_they_say_so(actor: Actor, cast: Cast, slot: DropInSlot) -> None:
    with making():
        add_holiday(
            actor,
            holiday_id=uuid4(),
            municipality_id=cast.here,
            name="Tolerância de ponto",
            on=date(2026, 12, 24),
            every_year=False,
        )
    assert date(2026, 12, 24) not in held(actor)
    with making():
        slot.on_holidays = "keep"
    (eve,) = queries.slots_between(actor, date(2026, 12, 24), date(2026, 12, 24))
    assert (eve.is_held, eve.holiday) == (True, "Tolerância de ponto")


def seen(terminal: Actor, now: datetime) -> queries.Slots:
    """What a kiosk shows, which reads the stamp with everything else about itself."""
    kept = db.session.get(DirectoryStamp, terminal.here(), populate_existing=True)
    return queries.slots_now_and_next(terminal, now, kept.stamp if kept else None)


def test_the_kiosk_says_who_is_here_now_and_who_comes_next(
    actor: Actor, cast: Cast, slot: DropInSlot
) -> None:
    with making():
        a_slot(actor, cast.town_hall, topic="Procurar trabalho", starts=time(14), ends=time(17))
    terminal = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    during = seen(terminal, datetime(2026, 12, 3, 10, tzinfo=UTC))
    assert [each.topic("uk").value for each in during.now] == ["Ajuda com papéis"]
    assert [each.topics["pt"] for each in during.next] == ["Procurar trabalho"]
    assert len(during.today) == 2
    after = seen(terminal, datetime(2026, 12, 3, 20, tzinfo=UTC))
    assert not after.now
    assert [each.starts.date() for each in after.next] == [THURSDAYS[1], THURSDAYS[1]]
    elsewhere = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.elsewhere)
    assert not seen(elsewhere, datetime(2026, 12, 3, 10, tzinfo=UTC)).today


def test_a_change_is_seen_at_the_kiosk_at_once(actor: Actor, cast: Cast, slot: DropInSlot) -> None:
    terminal = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    now = datetime(2026, 12, 3, 10, tzinfo=UTC)
    assert seen(terminal, now).now
    with making():
        services.change_day(actor, slot=slot, change_id=uuid4(), kind=ChangeKind.CANCELLED, on=THURSDAYS[0])
    assert not seen(terminal, now).now


def test_a_rule_that_never_comes_is_refused(actor: Actor, cast: Cast) -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261002T235959Z"
    with pytest.raises(services.NeverHeld), making():
        a_slot(actor, cast.town_hall, rule=rule)


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
def test_the_calendar_has_what_the_office_has(actor: Actor, cast: Cast, slot: DropInSlot) -> None:
    with making():
        for kind, on, more in (
            (ChangeKind.CANCELLED, THURSDAYS[0], {}),
            (
                ChangeKind.MOVED,
                THURSDAYS[1],
                {"new_on": date(2026, 12, 9), "starts": time(15), "ends": time(16)},
            ),
            (ChangeKind.EXTRA, date(2026, 12, 15), {"starts": time(8), "ends": time(9)}),
        ):
            services.change_day(actor, slot=slot, change_id=uuid4(), kind=kind, on=on, **more)
    read = icalendar.Calendar.from_ical(feeds.calendar("x", queries.feed_events(cast.here)))
    found = recurring_ical_events.of(read).between(date(2026, 12, 1), date(2026, 12, 31))
    theirs = sorted((each["DTSTART"].dt, each["DTEND"].dt) for each in found)
    office = queries.slots_between(actor, date(2026, 12, 1), date(2026, 12, 30))
    assert theirs == [(each.starts, each.ends) for each in office if each.is_held]


def in_calendars(cast: Cast, first: date, last: date) -> list[tuple[datetime, datetime]]:
    """When the slots are held, as a program reads it that knows the standard."""
    read = icalendar.Calendar.from_ical(feeds.calendar("x", queries.feed_events(cast.here)))
    found = recurring_ical_events.of(read).between(first, last + timedelta(days=1))
    held = [each for each in found if each["STATUS"] != "CANCELLED"]
    return sorted((each["DTSTART"].dt, each["DTEND"].dt) for each in held)


def on_the_page(actor: Actor, first: date, last: date) -> list[tuple[datetime, datetime]]:
    office = queries.slots_between(actor, first, last)
    return [(each.starts, each.ends) for each in office if each.is_held]


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
def test_an_extra_time_on_a_holiday_is_the_only_one_of_that_day(actor: Actor, cast: Cast) -> None:
    with making():
        slot = a_slot(actor, cast.town_hall, rule="FREQ=WEEKLY;BYDAY=TU")
        hours: dict[str, Any] = {"starts": time(15), "ends": time(16)}
        services.change_day(
            actor, slot=slot, change_id=uuid4(), kind=ChangeKind.EXTRA, on=date(2026, 12, 8), **hours
        )
    found = in_calendars(cast, date(2026, 12, 8), date(2026, 12, 8))
    assert [(starts.hour, ends.hour) for starts, ends in found] == [(15, 16)]


DAYS_OF_DECEMBER = st.integers(1, 31).map(lambda day: date(2026, 12, day))
CHANGES = st.dictionaries(
    DAYS_OF_DECEMBER, st.tuples(st.sampled_from(ChangeKind), DAYS_OF_DECEMBER, st.booleans()), max_size=6
)


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rule=st.sampled_from(["", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU,FR"]),
    on_holidays=st.sampled_from(OnHolidays),
    changes=CHANGES,
)
def test_page_and_calendar_agree(
    actor: Actor,
    cast: Cast,
    rule: str,
    on_holidays: OnHolidays,
    changes: dict[date, tuple[ChangeKind, date, bool]],
) -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    with making():
        slot = a_slot(actor, cast.town_hall, rule=rule, first_on=first, on_holidays=on_holidays.value)
        for on, (kind, new_on, at_other_hours) in changes.items():
            more: dict[str, Any] = {"starts": time(15), "ends": time(16)} if at_other_hours else {}
            if kind is ChangeKind.MOVED:
                more["new_on"] = new_on
            services.change_day(actor, slot=slot, change_id=uuid4(), kind=kind, on=on, **more)
    try:
        assert in_calendars(cast, first, last) == on_the_page(actor, first, last)
    finally:
        with making():
            db.session.delete(db.session.get_one(DropInSlot, slot.id))


def test_a_slot_that_ended_is_cancelled_in_calendars(actor: Actor, cast: Cast, slot: DropInSlot) -> None:
    with making():
        services.end_slot(actor, slot=db.session.merge(slot))
    (event,) = queries.feed_events(cast.here)
    assert (event.is_cancelled, event.sequence) == (True, 1)
    assert not held(actor)
