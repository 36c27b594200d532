"""Idle screens: what counts as somebody, and what becomes of a screen nobody touches."""

import re

from app.core.db import db
from app.kiosk.models import Visit
from tests.integration.kiosk.conftest import HandClock, rows
from tests.integration.kiosk.visitor import Visitor


def refresh(visitor: Visitor) -> tuple[int, str]:
    """After how many seconds the page goes where, without JavaScript."""
    meta = re.search(r'http-equiv="refresh" content="(\d+); url=([^"]+)"', visitor.page.response.text)
    assert meta is not None
    return int(meta[1]), meta[2].replace("&amp;", "&")


def active_at(visitor: Visitor) -> object:
    db.session.rollback()
    return db.session.query(Visit.active_at).scalar()


def test_each_kind_of_screen_waits_its_time(telling: Visitor) -> None:
    waits = {}
    for url in ("/kiosk/needs", "/kiosk/contexts", "/kiosk/contexts/home-family/4", "/kiosk/review"):
        telling.open(url)
        waits[url] = refresh(telling)[0]
        countdown = telling.page.soup.select_one("[data-idle]")
        assert countdown is not None
        assert int(str(countdown["data-idle-after"])) == waits[url]
        assert countdown["data-idle-grace"] == "30"
    assert list(waits.values()) == [60, 120, 120, 120]
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/saving")
    assert refresh(telling)[0] == 180


def test_without_javascript_the_question_comes_and_then_the_end(time: HandClock, telling: Visitor) -> None:
    telling.open("/kiosk/contexts")
    seconds, question = refresh(telling)
    time.pass_by(seconds)
    telling.open(question)
    seconds, end = refresh(telling)
    assert seconds == 30
    time.pass_by(seconds)
    telling.open(end)
    assert telling.page.soup.select_one('button[name="language"]') is not None
    assert rows()["visit"] == rows()["inventory_entry"] == 0


def test_the_question_can_be_answered_and_leads_back(time: HandClock, telling: Visitor) -> None:
    telling.open("/kiosk/contexts")
    time.pass_by(60)
    telling.open(refresh(telling)[1])
    time.pass_by(29)
    telling.press("/kiosk/visit/activity")
    assert telling.page.soup.select_one(".context-tiles") is not None
    time.pass_by(1)
    telling.open("/kiosk/expiry")
    assert rows()["visit"] == 1


def test_a_refresh_is_no_activity_but_reading_a_page_is(time: HandClock, telling: Visitor) -> None:
    before = active_at(telling)
    time.pass_by(40)
    telling.open("/kiosk/still-there")
    telling.open("/kiosk/call")
    assert active_at(telling) == before
    telling.open("/kiosk/contexts")
    assert active_at(telling) == time.now


def test_while_somebody_is_called_the_visit_waits_five_minutes(time: HandClock, telling: Visitor) -> None:
    telling.press("/kiosk/call")
    looks, where = refresh(telling)
    assert looks < 15
    assert where.startswith("/kiosk/call")
    telling.open("/kiosk/contexts")
    assert refresh(telling)[0] == 300
    time.pass_by(299)
    telling.open("/kiosk/call")
    assert refresh(telling)[1].startswith("/kiosk/call")
    time.pass_by(2)
    telling.open("/kiosk/call")
    assert refresh(telling)[1].startswith("/kiosk/still-there")
    assert rows()["visit"] == 1


def test_an_early_expiry_ends_nothing(time: HandClock, telling: Visitor) -> None:
    time.pass_by(50)
    telling.open("/kiosk/expiry")
    assert rows()["visit"] == 1
