"""Parts of life are chosen several at once, and told of in turns."""

from sqlalchemy import select

from app.core.db import db
from app.core.unit_of_work import writing
from app.skills.models.inventory import InventoryEntry
from app.skills.queries.catalogue import catalogue
from tests.integration.kiosk.conftest import the_list
from tests.integration.kiosk.visitor import Visitor

ENOUGH = 'a[href^="/kiosk/details?back="]'


def test_nothing_chosen_is_said_on_the_same_screen(telling: Visitor) -> None:
    page = telling.client.get("/kiosk/cards", status=422)
    said = page.soup.select_one("[role=alert] [data-speech]")
    assert said is not None
    assert page.soup.select_one('#contexts input[name="context"]')
    assert page.soup.select_one(ENOUGH), "what is told already stays, and the way on with it"
    assert not page.soup.select(f"#contexts {ENOUGH}"), "it is none of the pictures to tick"
    call = page.soup.select_one('form[action="/kiosk/call"] input[name="back"]')
    assert call is not None
    assert call["value"] == "/kiosk/contexts", "who goes away comes back to the question alone"


def test_what_is_no_part_of_life_is_not_there(telling: Visitor) -> None:
    for url in ("cards?context=nowhere", "contexts/home-family+nowhere", "contexts/work+/1", "contexts/+"):
        telling.client.get(f"/kiosk/{url}", status=404)


def test_the_order_in_an_address_changes_nothing(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/work+home-family+work/2")
    action = "/kiosk/contexts/home-family+work/2"
    assert telling.page.form(action)


def test_the_chosen_parts_of_life_take_turns_and_keep_their_answers(visitor: Visitor) -> None:
    _begin(visitor)
    visitor.choose("care", "home-family", "work")
    named = []
    for frequency in ("often", "daily") * 3:
        name = visitor.page.soup.select_one(".card-progress strong")
        assert name is not None
        named.append(name.get_text())
        visitor.answer("frequency", frequency)
    assert named == ["Casa e família", "Trabalho", "Cuidar de pessoas"] * 2
    kept = sorted(each.context for each in the_list().entries)
    assert kept == ["care", "care", "home-family", "home-family", "work", "work"]


def test_who_goes_back_from_the_first_card_finds_what_was_chosen(visitor: Visitor) -> None:
    _begin(visitor)
    assert not visitor.page.soup.select(ENOUGH), "nothing is told yet"
    visitor.choose("home-family", "land-animals")
    assert not visitor.page.soup.select(ENOUGH)
    visitor.go("/kiosk/contexts?")
    ticked = [each["value"] for each in visitor.page.soup.select("#contexts input[checked]")]
    assert ticked == ["home-family", "land-animals"]


def test_a_card_that_is_answered_again_leads_to_the_next_open_one(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family/1")
    telling.answer("frequency", "once")
    assert telling.page.soup.select_one('form[action="/kiosk/contexts/home-family/4"]')


def test_a_look_at_the_list_leads_back_to_the_card(telling: Visitor) -> None:
    telling.open("/kiosk/contexts/home-family+work/5")
    telling.go("/kiosk/review?back=")
    telling.go("/kiosk/contexts/home-family+work/5")
    assert telling.page.soup.select_one(f".card-progress {ENOUGH}")


def test_level_and_wish_are_asked_for_three_and_of_the_others_when_the_list_is_seen(visitor: Visitor) -> None:
    _begin(visitor)
    visitor.choose("home-family")
    for frequency in ("daily", "often", "daily", "often", "daily"):
        visitor.answer("frequency", frequency)
    visitor.go("/kiosk/details")
    for _ in range(3):
        visitor.answer("level", "alone")
        visitor.answer("wish", "yes")
    assert visitor.page.soup.select_one('main a[href^="/kiosk/words"]')
    visitor.go("/kiosk/details/")
    for level in ("with_help", "alone"):
        visitor.answer("level", level)
        visitor.answer("wish", "no")
    assert len(visitor.page.soup.select(".review-entry")) == 5
    assert not visitor.page.soup.select('main a[href^="/kiosk/details"]')


def test_from_the_questions_one_comes_back_to_where_they_were_begun(telling: Visitor) -> None:
    """A card; the parts of life; the list, which still leads back to the card it was opened from."""
    card = "/kiosk/contexts/home-family/5"
    for place in (card, "/kiosk/contexts", f"{card}/pause"):
        telling.open(place)
        telling.go("/kiosk/details?back=")
        telling.answer("level", "alone")
        telling.go(place)
    telling.open(card)
    telling.go("/kiosk/details?back=")
    telling.answer("wish", "yes")
    for name, value in (("level", "alone"), ("wish", "no")):
        telling.answer(name, value)
    assert len(telling.page.soup.select(".review-entry")) == 2
    telling.go(card)


def test_the_list_keeps_its_way_back_whatever_is_done_to_it(telling: Visitor) -> None:
    card = "/kiosk/contexts/home-family/5"
    telling.open(f"/kiosk/review?back={card}")
    telling.go("/kiosk/details/")
    telling.go("/kiosk/review?back=")
    telling.go("/kiosk/details/")
    for name, value in (("level", "alone"), ("wish", "no")) * 2:
        telling.answer(name, value)
    words = telling.page.soup.select_one('main a[href^="/kiosk/words"]')
    assert words is not None
    telling.open(f"{words['href']}&words=biscates")
    telling.press("/kiosk/words")
    telling.go("/kiosk/review?back=")
    telling.go("/kiosk/things/")
    telling.answer("frequency", "once")
    removal = telling.page.soup.select_one('form[action$="/removal"]')
    assert removal is not None
    telling.press(str(removal["action"]))
    assert len(telling.page.soup.select(".review-entry")) == 2
    telling.press("/kiosk/inventory/undoing")
    telling.go(card)


def test_questions_that_are_skipped_lead_to_the_list(telling: Visitor) -> None:
    telling.open("/kiosk/details")
    telling.go("/kiosk/review")
    assert len(telling.page.soup.select(".review-entry")) == 2


def test_an_empty_list_leads_to_the_parts_of_life_and_not_to_a_choice(visitor: Visitor) -> None:
    _begin(visitor)
    visitor.open("/kiosk/suggestions?back=/kiosk/needs")
    assert visitor.page.soup.select_one('main a[href="/kiosk/contexts"]')
    assert not visitor.page.soup.select(".two-doors")
    visitor.go("/kiosk/needs")
    visitor.open("/kiosk/suggestions")
    assert visitor.page.soup.select_one('nav a[href="/kiosk/contexts"]'), "nobody asked to go back elsewhere"


def test_what_a_search_kept_elsewhere_is_no_card_of_these_parts(visitor: Visitor) -> None:
    _begin(visitor)
    with writing():
        shared = next(each for each in catalogue().cards("home-family") if each.main_context != "home-family")
    visitor.open(f"/kiosk/things/{shared.key}")
    visitor.answer("frequency", "often")
    db.session.rollback()
    entry = db.session.scalars(select(InventoryEntry)).one()
    assert entry.context == shared.main_context
    for place in range(1, 21):
        visitor.open(f"/kiosk/contexts/home-family/{place}")
        card = visitor.page.soup.select_one('form.answers input[name="card"]')
        assert card is None or card["value"] != shared.key


def _begin(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
