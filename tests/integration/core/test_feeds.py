"""Calendars that others subscribe to, asked for again and again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import icalendar
import pytest

from app.core import clock, feeds
from app.core.db import db
from app.core.feeds import Feed
from app.directory.slots.models import ChangeKind, DropInSlot
from app.directory.slots.operations import change_day
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.offers import a_slot
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_place, make_workshop

ClientFor = Callable[[Person | None], PageClient]
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
KINDS = ("drop_in", "series", "place", "facilitator")


def an_address(cast: Cast, kind: str) -> str:
    """Of a feed with something in it."""
    actor = clerk(cast.here, cast.facilitator.id)
    with making():
        if kind == "drop_in":
            a_slot(actor, cast.town_hall)
            subjects = {"drop_in": cast.here}
        else:
            place = make_place(actor)
            days = [date(2027, 1, 5), date(2027, 1, 12)]
            series = make_workshop(actor, sessions=days, place=place, facilitator_ids=[cast.facilitator.id])
            subjects = {"series": series.id, "place": place.id, "facilitator": cast.facilitator.id}
        feed: Feed = feeds.make_feed(actor, kind=kind, subject_id=subjects[kind], municipality_id=cast.here)
        token = feeds.token_of(feed.id)
    return f"/feeds/{token}.ics" if kind == "drop_in" else f"/calendar/feeds/{token}"


def change_something(cast: Cast, kind: str) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    with making():
        if kind == "drop_in":
            slot, on = db.session.query(DropInSlot).one(), date(2026, 12, 3)
            change_day(actor, slot=slot, change_id=uuid4(), kind=ChangeKind.CANCELLED, on=on)
        else:
            first = db.session.query(Session).order_by(Session.on).limit(1).one()
            cancel_session(actor, session=first, reason="weather")


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
@pytest.mark.parametrize("kind", KINDS)
def test_who_has_the_calendar_hears_that_nothing_is_new(cast: Cast, client_for: ClientFor, kind: str) -> None:
    path, program = an_address(cast, kind), client_for(None)
    with clock.frozen_at(NOW + timedelta(days=1)):
        first = program.get(path, judge=False, headers={"Accept-Language": "en"}).response
    with clock.frozen_at(NOW + timedelta(days=2)):
        again = program.get(path, judge=False, headers={"Accept-Language": "pt"}).response
        known = {"If-None-Match": first.headers["ETag"]}
        nothing = program.get(path, status=304, judge=False, headers=known).response
    assert again.data == first.data
    assert again.headers["ETag"] == first.headers["ETag"] == nothing.headers["ETag"]
    assert first.headers["Cache-Control"] == nothing.headers["Cache-Control"] == "private, no-cache"
    assert not nothing.data


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
@pytest.mark.parametrize("kind", KINDS)
def test_who_has_the_calendar_of_yesterday_gets_what_was_changed(
    cast: Cast, client_for: ClientFor, kind: str
) -> None:
    path, program = an_address(cast, kind), client_for(None)
    known = {"If-None-Match": program.get(path, judge=False).response.headers["ETag"]}
    with clock.frozen_at(NOW + timedelta(hours=5)):
        change_something(cast, kind)
        changed = program.get(path, status=200, judge=False, headers=known).response
    assert "LAST-MODIFIED:20261201T150000Z" in changed.text


@pytest.mark.clock("2026-12-01T10:00:00+00:00")
def test_a_calendar_reaches_from_a_quarter_back_to_two_years_ahead(cast: Cast, client_for: ClientFor) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    days = [date(2026, 8, 1), date(2026, 9, 20), date(2028, 11, 30), date(2028, 12, 20)]
    with making():
        series = make_workshop(actor, sessions=days)
        feed = feeds.make_feed(actor, kind="series", subject_id=series.id, municipality_id=cast.here)
    path = f"/calendar/feeds/{feeds.token_of(feed.id)}"
    read = icalendar.Calendar.from_ical(client_for(None).get(path, judge=False).response.data)
    assert [each.decoded("dtstart").date() for each in read.walk("VEVENT")] == days[1:3]
    with clock.frozen_at(NOW + timedelta(days=30)):
        later = client_for(None).get(path, judge=False).response.text
    assert "20281220" in later, "its day came nearer"
