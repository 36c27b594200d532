"""What the office does every day: how many keys and acts it takes, and what is in sight without scrolling."""

import re
from collections import Counter
from datetime import date, time

from playwright.sync_api import Page, expect

from app.accounts.models import Membership
from app.core.db import db
from app.network.operations.notices import raise_notice
from app.people.models import Participant
from app.skills.operations.entries import answer_card
from app.skills.queries.catalogue import catalogue
from tests.browser.conftest import DESK, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.attendance import make_running, sessions_of
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, list_of, making
from tests.factories.workshops import make_session, make_workshop

NAMES = (
    *("Ana Sá", "Rui Pó", "Eva Luz", "Ivo Rã", "Ada Fé", "Noé Cá"),
    *("Lia Vã", "Gil Nó", "Zoe Ré", "Edu Lã", "Ema Pá", "Rui Só"),
)


class Hands:
    """A keyboard and a mouse, of which every key and press is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def press(self, key: str) -> None:
        self.acts += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        for letter in words:
            self.acts += 1
            self.page.keyboard.type(letter)

    def click(self, selector: str) -> None:
        self.acts += 1
        self.page.locator(selector).click()


def test_twelve_people_are_registered_one_after_the_other(open_as: Open, cast: Cast) -> None:
    """Name, year and telephone by keys alone; the form comes back with the focus on the name."""
    page = open_as(cast.registrar)
    page.goto("/participants/new?then=next")
    hands = Hands(page)
    for number, name in enumerate(NAMES):
        expect(page.locator("#name")).to_be_focused()
        for words in (name, f"{50 + number}"):
            hands.type(words)
            with page.expect_response("**/participants/new"):  # who it could be; nobody types faster
                hands.press("Tab")
            expect(page.locator("#registration.htmx-request")).to_have_count(0)
        hands.type(f"9123456{number:02}")
        with page.expect_navigation():
            hands.press("Enter")
        expect(page.locator(".notice-good")).to_contain_text(name)
    assert hands.acts <= 26 * len(NAMES)
    db.session.rollback()
    assert db.session.query(Participant).count() == len(NAMES)


def test_ten_competences_are_kept_by_one_save(open_as: Open, cast: Cast) -> None:
    """From the list of a person: one press for each, which keeps the focus, and one for all of them."""
    actor = cast.facilitator.actor
    with making():
        inventory = list_of(actor, participant_id=make_person(actor).id)
        for card in catalogue().cards("work")[:10]:
            answer_card(actor, inventory=inventory, competence_id=card.id, context="work", frequency="often")
    db.session.rollback()
    page = open_as(cast.facilitator)
    page.goto(f"/inventories/{inventory.id}")
    hands = Hands(page)
    with page.expect_navigation():
        hands.click('a[href$="/agreement"]')
    rows = page.locator(".learnt > li")
    for number in range(10):
        level = f'.learnt > li:nth-child({number + 1}) input[value="alone"]'
        hands.click(level)
        expect(page.locator(level)).to_be_focused()
    with page.expect_navigation():
        hands.click(".save-bar button")
    assert hands.acts <= 12
    expect(page.locator("tr.entry .tag-good")).to_have_count(10)
    assert rows.count() == 0


def test_a_call_reaches_a_page_that_is_open(open_as: Open, cast: Cast) -> None:
    """Whoever is busy with something else reads it in the title and above the page, without a hand moved."""
    page = open_as(cast.facilitator)
    page.clock.install()
    page.goto("/participants")
    heading = page.title()
    with making():
        raise_notice(
            clerk(cast.here, cast.colleague.id),
            kind="help",
            place="Átrio",
            language="uk",
            municipality_id=cast.here,
        )
    with page.expect_response(re.compile("/notices$")):
        page.clock.fast_forward(21_000)
    expect(page.locator("#calls")).to_contain_text("Átrio")
    expect(page).to_have_title(f"(1) {heading}")
    send(page, page.locator("#calls button"))
    assert page.url.endswith("/participants")
    expect(page).to_have_title(heading)


SEEN = """selector => {
  const end = document.querySelector(".marks-bar")?.getBoundingClientRect().top ?? innerHeight;
  const all = [...document.querySelectorAll(selector)];
  return all.filter(each => each.getBoundingClientRect().bottom <= end).length;
}"""


def _lines_of_the_menu(page: Page) -> list[int]:
    """How many entries stand in each line."""
    page.goto("/participants")
    tops = page.locator(".navigation-links > li").evaluate_all("all => all.map(each => each.offsetTop)")
    return list(Counter(tops).values())


def test_a_desk_has_in_sight_what_it_works_with(open_as: Open, cast: Cast) -> None:
    """At 1280 × 800: the menu in one line (with "More" and while a call waits too), ten names of a session, a
    month of six weeks.
    """
    actor = cast.facilitator.actor
    with making():
        workshop, _places = make_running(actor, *NAMES)
        session = sessions_of(actor, workshop)[0]
        busy = make_workshop(actor, sessions=0)
        for hour in range(9, 14):
            make_session(actor, busy, on=date(2026, 11, 16), starts=time(hour), ends=time(hour + 1))
    page = open_as(cast.coordinator, viewport=DESK)
    page.goto(f"/workshops/sessions/{session.id}/attendance")
    assert page.evaluate(SEEN, ".mark") >= 10
    page.goto("/calendar?view=month&on=2026-11-16")
    assert page.evaluate(SEEN, ".calendar td") == 6 * 7
    expect(page.locator(".calendar-more a")).to_have_attribute("href", re.compile("view=week"))
    caller = clerk(cast.here, cast.colleague.id)
    with making():
        raise_notice(caller, kind="help", place="Átrio", language="uk", municipality_id=cast.here)
    assert _lines_of_the_menu(page) == [8]
    with making():
        whose = {"staff_id": cast.coordinator.id, "organisation_id": cast.town_hall}
        db.session.add(Membership(**whose, municipality_id=cast.here, role="administrator"))
    assert _lines_of_the_menu(page) == [8]
