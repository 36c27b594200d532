"""Nothing stays: the end of a visit, asked for or not, and what a browser that died comes back to."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.db import db
from app.kiosk.models import Visit
from app.skills.models.inventory import Inventory, InventoryEntry
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.integration.kiosk.conftest import HandClock, rows
from tests.integration.kiosk.visitor import Visitor

Clients = Callable[[Person | None], PageClient]
WITHOUT_CONTENT = {"audit_entry", "audit_waiting", "transition", "inventory", "try_count"}
"""What may have a row more afterwards: that a list was begun and erased, and in which hour at this terminal;
never what was in it.
"""


def is_home(visitor: Visitor) -> bool:
    return visitor.page.soup.select_one('button[name="language"][value="ar"]') is not None


def test_leaving_leaves_no_trace_in_any_table(cast: Cast, client_for: Clients) -> None:
    before = rows()
    visitor = Visitor(client_for(cast.kiosk))
    visitor.answer("language", "uk")
    visitor.answer("aid", "contrast")
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    visitor.choose("work")
    visitor.answer("frequency", "daily")
    visitor.open("/kiosk/words?words=tratores")
    visitor.press("/kiosk/words")
    visitor.go("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    after = rows()
    changed = {table for table in after if after[table] != before[table]}
    assert changed <= WITHOUT_CONTENT
    emptied = db.session.scalars(select(Inventory)).one()
    assert (emptied.state, emptied.language, emptied.code_hash) == ("erased", "", None)
    assert is_home(visitor)
    assert "data-contrast" not in str(visitor.page.soup.html)[:400]


def test_the_end_empties_the_browser_but_keeps_the_terminal(telling: Visitor) -> None:
    token = telling.client.browser.get_cookie("__Host-terminal")
    answer = telling.client.post("/kiosk/visit/end")
    assert answer.location == "/kiosk/"
    assert answer.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert telling.client.browser.get_cookie("__Host-session") is None
    assert telling.client.browser.get_cookie("__Host-terminal") == token
    assert answer.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "url",
    ["/kiosk/contexts", "/kiosk/review", "/kiosk/code", "/kiosk/call", "/kiosk/leaving", "/kiosk/things/x"],
)
def test_back_after_the_end_shows_the_home(telling: Visitor, url: str) -> None:
    telling.client.post("/kiosk/visit/end")
    assert telling.client.get("/kiosk/contexts", status=303).location == "/kiosk/"
    telling.open("/kiosk/contexts")
    assert is_home(telling)


def test_a_saved_list_outlives_the_visit(telling: Visitor) -> None:
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/saving")
    telling.go("/kiosk/leaving")
    telling.press("/kiosk/visit/end")
    db.session.rollback()
    kept = db.session.scalars(select(Inventory)).one()
    assert (kept.state, len(kept.entries)) == ("saved", 3)
    assert db.session.scalars(select(Visit)).first() is None


def test_erasing_takes_a_saved_list_too(telling: Visitor) -> None:
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/erasure")
    assert rows()["inventory_entry"] == 0
    telling.press("/kiosk/visit/end")
    assert is_home(telling)


def test_a_browser_that_died_finds_what_was_tapped(
    time: HandClock, telling: Visitor, cast: Cast, client_for: Clients
) -> None:
    time.pass_by(100)
    returned = Visitor(client_for(cast.kiosk))
    returned.go("/kiosk/contexts")
    assert returned.page.soup.select_one(".context-count") is not None


def test_after_the_visit_it_is_gone_before_anything_is_shown(
    time: HandClock, telling: Visitor, cast: Cast, client_for: Clients
) -> None:
    time.pass_by(260)
    returned = Visitor(client_for(cast.kiosk))
    assert is_home(returned)
    left = rows()
    assert (left["inventory_entry"], left["visit"]) == (0, 0)


def test_the_first_tap_after_a_forgotten_visit_counts(time: HandClock, telling: Visitor) -> None:
    time.pass_by(260)
    telling.open("/kiosk/")
    telling.answer("language", "ar")
    assert db.session.scalars(select(Visit.language)).one() == "ar"


def test_a_tap_on_a_forgotten_screen_writes_nothing(time: HandClock, telling: Visitor) -> None:
    time.pass_by(260)
    answer = telling.client.post(
        "/kiosk/contexts/home-family/4", {"card": "cook-everyday-meals", "frequency": "daily"}
    )
    assert answer.location == "/kiosk/"
    assert db.session.scalars(select(InventoryEntry)).first() is None
    assert rows()["visit"] == 0
