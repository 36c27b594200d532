"""Every screen: what it offers, what it costs, what it refuses."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.core.db import db
from app.core.unit_of_work import writing
from app.kiosk.models import TerminalSession
from app.network.models import Notice
from app.skills.models.inventory import Inventory, InventoryEntry
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.htmx import normalised, patched
from tests.integration.kiosk.conftest import counting_statements
from tests.integration.kiosk.visitor import Visitor

Clients = Callable[[Person | None], PageClient]
MOST_STATEMENTS = 3
SCREENS = (
    "/kiosk/",
    "/kiosk/languages",
    "/kiosk/inventory",
    "/kiosk/contexts",
    "/kiosk/contexts/home-family/1",
    "/kiosk/contexts/home-family/20/pause",
    "/kiosk/things/cook-everyday-meals",
    "/kiosk/words",
    "/kiosk/review",
    "/kiosk/contexts/home-family+work+care/1",
    "/kiosk/leaving",
    "/kiosk/still-there",
    "/kiosk/call",
    "/kiosk/erased",
)


def first_entry() -> InventoryEntry:
    db.session.rollback()
    return db.session.scalars(select(InventoryEntry).order_by(InventoryEntry.id)).first()  # type: ignore[return-value]


@pytest.mark.parametrize("url", SCREENS)
def test_a_screen_costs_at_most_three_reads(telling: Visitor, url: str) -> None:
    telling.open(url)
    with counting_statements() as statements:
        telling.open(url)
    assert len(statements) <= MOST_STATEMENTS, statements


@pytest.mark.parametrize("url", [*SCREENS, "/kiosk/suggestions"])
def test_language_aids_call_and_leave_are_on_every_screen(telling: Visitor, url: str) -> None:
    telling.open(url)
    soup = telling.page.soup
    assert [button["value"] for button in soup.select('header button[name="aid"]')] == [
        "speech",
        "text",
        "contrast",
        "lower",
    ]
    assert soup.select_one('header a[href^="/kiosk/languages"]')
    assert soup.select_one('nav form[action="/kiosk/call"]')
    assert soup.select_one('nav a[href^="/kiosk/leaving"]')


def test_a_browser_of_no_terminal_is_told_so_kindly(client_for: Clients, cast: Cast) -> None:
    for stranger in (None, cast.administrator):
        page = client_for(stranger).get("/kiosk/", status=403)
        assert page.soup.select_one('a[href="/kiosk/enrolment"]')
    client_for(None).post("/kiosk/visit", {"language": "pt"}, status=403)


def test_an_ended_session_is_no_terminal(client_for: Clients, cast: Cast) -> None:
    with writing():
        db.session.execute(update(TerminalSession).values(ended_at=TerminalSession.created_at))
    client_for(cast.kiosk).get("/kiosk/", status=403)


def test_going_back_shows_the_answer_and_answering_again_replaces_it(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family/1")
    pressed = telling.page.soup.select('button[aria-pressed="true"][name="frequency"]')
    assert [button["value"] for button in pressed] == ["daily"]
    telling.answer("frequency", "once")
    db.session.rollback()
    found = sorted(str(each.frequency) for each in db.session.scalars(select(InventoryEntry)))
    assert found == ["never", "often", "once"]


def test_a_card_shows_the_portuguese_line_beside_another_language(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family/1")
    heading = telling.page.soup.select_one("h1")
    assert heading is not None
    assert heading["lang"] == "uk"
    beside = telling.page.soup.select_one(".picture-card p[lang='pt-PT']")
    assert beside is not None
    assert beside.get_text().startswith("Já")


def test_the_display_aids_are_one_tap_each_and_stay(visitor: Visitor) -> None:
    html = visitor.page.soup.html
    assert html is not None
    for size in ("large", "largest", "normal"):
        visitor.answer("aid", "text")
        assert visitor.page.soup.html is not None
        assert visitor.page.soup.html["data-text"] == size
    visitor.answer("aid", "lower")
    visitor.answer("aid", "contrast")
    visitor.open("/kiosk/languages")
    assert visitor.page.soup.html is not None
    assert {"data-lower", "data-contrast"} <= set(visitor.page.soup.html.attrs)


def test_reading_aloud_is_kept_for_the_visit(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    visitor.answer("aid", "speech")
    visitor.open("/kiosk/inventory")
    button = visitor.page.soup.select_one("button[data-speech-button]")
    assert button is not None
    assert button["aria-pressed"] == "true"
    assert button.has_attr("hidden"), "only a device with a voice shows it"
    visitor.answer("aid", "speech")
    assert visitor.page.soup.select_one('[data-speech-button][aria-pressed="false"]')


def test_who_begins_with_an_aid_still_chooses_a_language(visitor: Visitor) -> None:
    visitor.answer("aid", "text")
    visitor.answer("language", "ar")
    assert visitor.page.soup.select_one(".home-doors")


def test_trouble_at_the_kiosk_keeps_call_and_leave_in_place(telling: Visitor) -> None:
    telling.open("/kiosk/contexts")
    page = telling.client.get("/kiosk/contexts/nowhere", status=404)
    assert page.soup.select_one('nav form[action="/kiosk/call"]')
    assert page.soup.select_one('nav a[href^="/kiosk/leaving"]')
    assert page.soup.select_one('header input[name="back"][value="/kiosk"]')


def test_an_aid_leads_back_to_the_same_screen_and_nowhere_else(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family/2")
    telling.answer("aid", "text")
    assert telling.page.soup.select_one('form[action="/kiosk/contexts/home-family/2"]')
    for elsewhere in ("https://example.org/", "//example.org", "/desk"):
        answer = telling.client.post("/kiosk/visit/aids", {"aid": "text", "back": elsewhere})
        assert answer.location == "/kiosk/"


def test_what_nobody_offers_is_refused_and_writes_nothing(telling: Visitor) -> None:
    post = telling.client.post
    post("/kiosk/visit", {"language": "xx"}, status=404)
    post("/kiosk/visit/aids", {"aid": "wings"}, status=404)
    post("/kiosk/contexts/home-family/1", {"card": "cook-everyday-meals", "frequency": "hourly"}, status=404)
    post("/kiosk/contexts/home-family/1", {"card": "no-such-card", "frequency": "daily"}, status=404)
    post("/kiosk/contexts/nowhere/1", {"card": "cook-everyday-meals", "frequency": "daily"}, status=404)
    post(f"/kiosk/details/{first_entry().id}", {"level": "genius"}, status=404)
    post(f"/kiosk/details/{uuid4()}", {"level": "alone"}, status=404)
    telling.client.get("/kiosk/contexts/nowhere", status=404)
    db.session.rollback()
    assert len(db.session.scalars(select(InventoryEntry)).all()) == 3


def test_the_list_of_another_municipality_does_not_exist_here(telling: Visitor, cast: Cast) -> None:
    mine = first_entry()
    other = Inventory(
        id=uuid4(), municipality_id=cast.elsewhere, origin="kiosk", language="pt", state="draft"
    )
    entry = InventoryEntry(
        id=uuid4(), municipality_id=cast.elsewhere, competence_id=mine.competence_id, frequency="often"
    )
    with writing():
        other.entries.append(entry)
        db.session.add(other)
    telling.client.get(f"/kiosk/details/{entry.id}", status=404)
    telling.client.post(f"/kiosk/details/{entry.id}", {"level": "alone"}, status=404)
    telling.client.post(f"/kiosk/entries/{entry.id}/removal")
    db.session.rollback()
    kept = db.session.get_one(InventoryEntry, entry.id)
    assert kept.level is None


def test_own_words_are_kept_as_they_are_said_and_once(telling: Visitor) -> None:
    for _ in range(2):
        telling.open("/kiosk/words?words=biscates de trolha")
        telling.press("/kiosk/words")
    db.session.rollback()
    said = [each.own_words for each in db.session.scalars(select(InventoryEntry)) if each.own_words]
    assert said == ["biscates de trolha"]
    page = telling.client.post("/kiosk/words", {"words": "x" * 301}, status=422)
    assert page.soup.select_one(".field-error")
    telling.client.post("/kiosk/words", {"words": "   "}, status=422)


def test_what_is_found_by_words_is_answered_like_a_card(telling: Visitor) -> None:
    telling.open("/kiosk/words?words=vindima")
    telling.go("/kiosk/things/")
    telling.answer("frequency", "often")
    assert telling.page.soup.select_one("form[role=search]")
    db.session.rollback()
    assert len(db.session.scalars(select(InventoryEntry)).all()) == 4


def test_the_hits_are_the_same_as_part_and_as_page(telling: Visitor) -> None:
    telling.open("/kiosk/words")
    before = telling.page.soup
    url = "/kiosk/words?words=vindima"
    part = telling.client.get(url, headers={"HX-Request": "true"})
    assert part.soup.select_one("#hits")
    telling.open(url)
    hits = telling.page.soup.select_one("#hits")
    old = patched(before, part.response.text).select_one("#hits")
    assert hits is not None
    assert old is not None
    assert normalised(old) == normalised(hits)  # type: ignore[arg-type]


def test_the_review_changes_and_removes(telling: Visitor) -> None:
    telling.open("/kiosk/review")
    assert len(telling.page.soup.select(".review-entry")) == 2
    telling.go("/kiosk/things/")
    telling.answer("frequency", "never")
    assert len(telling.page.soup.select(".review-entry")) == 1
    db.session.rollback()
    entry = db.session.scalars(select(InventoryEntry).where(InventoryEntry.frequency == "often")).one()
    telling.press(f"/kiosk/entries/{entry.id}/removal")
    assert not telling.page.soup.select(".review-entry")
    assert not telling.page.soup.select('a[href="/kiosk/suggestions"]')


def test_a_call_waits_until_the_office_answers(telling: Visitor) -> None:
    telling.press("/kiosk/call")
    telling.open("/kiosk/contexts")
    telling.go("/kiosk/call")
    db.session.rollback()
    notice = db.session.scalars(select(Notice)).one()
    assert (notice.kind, notice.place, notice.language, notice.is_open) == (
        "help",
        "Quiosque do átrio",
        "uk",
        True,
    )
    with writing():
        notice.answered_at = notice.raised_at
    telling.open("/kiosk/call")
    assert telling.page.soup.select_one(".call-answered")


def test_a_call_can_be_taken_back(telling: Visitor) -> None:
    telling.press("/kiosk/call")
    telling.press("/kiosk/call/withdrawal")
    db.session.rollback()
    notice = db.session.scalars(select(Notice)).one()
    assert notice.withdrawn_at is not None


def test_changing_the_language_later_changes_the_language_of_the_list(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family/2")
    telling.go("/kiosk/languages")
    telling.answer("language", "ar")
    assert telling.page.soup.select_one('form[action="/kiosk/contexts/home-family/2"]')
    assert telling.page.soup.html is not None
    assert telling.page.soup.html["dir"] == "rtl"
    db.session.rollback()
    assert db.session.scalars(select(Inventory)).one().language == "ar"


def test_the_papers_are_in_both_languages(telling: Visitor) -> None:
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/saving")
    shown = telling.page.soup.select_one(".code-shown")
    assert shown is not None
    telling.open("/kiosk/code/slip")
    assert shown.get_text() in telling.page.text
    assert {str(tag["lang"]) for tag in telling.page.soup.select("main [lang]")} >= {"uk", "pt-PT"}
    telling.open("/kiosk/code/sheet")
    assert shown.get_text() in telling.page.text
    assert str(telling.page.soup.select("img.paper-page")[0]["src"]).startswith("data:image/svg+xml")


def test_a_list_that_was_saved_goes_on_in_the_same_visit_under_the_same_code(telling: Visitor) -> None:
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/saving")
    first = telling.page.soup.select_one(".code-shown")
    assert not telling.client.get("/kiosk/suggestions").soup.select(".two-doors")
    telling.open("/kiosk/")
    telling.go("/kiosk/list")
    telling.go("/kiosk/contexts")
    telling.choose("home-family")
    telling.answer("frequency", "daily")
    db.session.rollback()
    assert [each.frequency for each in db.session.scalars(select(InventoryEntry))].count("daily") == 2
    telling.open("/kiosk/list")
    telling.go("/kiosk/code")
    assert telling.page.soup.select_one(".code-shown") == first
