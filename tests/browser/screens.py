"""What a person's hands do at the kiosk and at the desk; only what several journeys share.

Everything is found by where it leads or what it means, never by its words: the same in every language.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice
from math import dist

from playwright.sync_api import Locator, Page, expect

from app.core.db import db
from app.skills.codes import pictures
from app.skills.queries.catalogue import catalogue
from app.skills.snapshot import Catalogue

USEFUL, ENOUGH = 8, 3
"""How many things are on a first useful list, and of how many of them level and wish are said."""
MOST_TAPS, MOST_WITHOUT_AIDS = 45, 24
"""To a first useful list that is taken along under a code: with any display aid, and with none."""
NEAR, QUICK = 70, 350
"""A little more than js/taps.js counts with: pixels, and milliseconds."""
NAMES = {picture.code_point: picture for picture in pictures()}


def known() -> Catalogue:
    """The catalogue. Reading it opens a transaction that would lock out the server: it is ended here."""
    found = catalogue()
    db.session.rollback()
    return found


@dataclass(slots=True)
class Code:
    """What a person leaves the kiosk with: nine digits and two pictures, by their Portuguese names."""

    digits: str
    pictures: list[str]


@dataclass(slots=True)
class KioskScreen:
    """A finger at the kiosk; every tap is counted."""

    page: Page
    taps: int = 0
    cards: list[str] = field(default_factory=list)
    last: tuple[float, float] = (0, 0)

    def tap(self, selector: str) -> None:
        """Tap the first such thing that is shown, and wait for the screen it leads to."""
        with self.page.expect_navigation(wait_until="load"):
            self.touch(selector)

    def touch(self, selector: str) -> None:
        """Tap it, wherever on the page it stands."""
        self.taps += 1
        target = self.page.locator(f"{selector} >> visible=true").first
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box
        self.pause_before((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
        target.tap()

    def write(self, field: str, words: str) -> None:
        """As if it were typed."""
        self.page.locator(field).fill(words)

    def pause_before(self, spot: tuple[float, float]) -> None:
        """Nobody reads a screen in less than the time within which a second tap at one spot is none."""
        if dist(spot, self.last) < NEAR:
            self.page.wait_for_timeout(QUICK)
        self.last = spot

    def choose_language(self, code: str) -> None:
        self.page.goto("/kiosk/")
        self.tap(f'button[name="language"][value="{code}"]')

    def begin_list(self) -> None:
        self.tap('main a[href="/kiosk/inventory"]')
        self.tap('form[action="/kiosk/inventory"] button')

    def answer(self, frequency: str) -> None:
        card = self.page.locator('form.answers input[name="card"]').get_attribute("value")
        assert card
        self.cards.append(card)
        self.tap(f'button[name="frequency"][value="{frequency}"]')

    def choose_parts(self, *places: int) -> None:
        """Parts of life, by where they stand from 1, and on to their cards."""
        for place in places:
            self.touch(f"li:nth-child({place}) > label.context-tile")
        self.tap('nav button[form="contexts"]')

    def answer_some(self, count: int) -> None:
        """The next few cards, each with another answer than the one before."""
        for frequency in islice(cycle(("daily", "often", "sometimes")), count):
            self.answer(frequency)

    def tell_of(self, place: int) -> None:
        """Three answers in one part of life, and back to the parts of life."""
        self.choose_parts(place)
        self.answer_some(3)
        self.tap('.card-progress a[href="/kiosk/contexts"]')

    def answer_one(self) -> None:
        """The first card of the first part of life."""
        self.choose_parts(1)
        self.answer("daily")

    def describe(self) -> None:
        """From a card: level and wish for the three that matter most, which end at the list."""
        self.tap('.card-progress a[href^="/kiosk/details"]')
        for _ in range(ENOUGH):
            self.tap('button[name="level"][value="alone"]')
            self.tap('button[name="wish"][value="yes"]')

    def make_useful_list(self) -> None:
        """Eight competences with frequency, three with level and wish, from three parts of life."""
        self.begin_list()
        self.choose_parts(1, 2, 3)
        self.answer_some(USEFUL)
        self.describe()

    def keep(self) -> Code:
        """From the review to the code."""
        self.tap('nav a[href="/kiosk/suggestions"]')
        self.tap('form[action="/kiosk/inventory/saving"] button')
        return self.read_code()

    def leave(self) -> None:
        self.tap('nav a[href^="/kiosk/leaving"]')
        self.tap('main form[action="/kiosk/visit/end"] button')

    def come_back(self, language: str) -> None:
        """From the first screen to where a code is asked for."""
        self.page.goto("/kiosk/")
        self.tap('main a[href^="/kiosk/?back="]')
        self.tap(f'button[name="language"][value="{language}"]')

    def enter(self, code: Code) -> None:
        """The nine digits and the two pictures, as on the paper."""
        self.write("#digits", code.digits)
        for name, picture in zip(("first", "second"), code.pictures, strict=True):
            key = next(each.key for each in pictures() if each.name("pt") == picture)
            self.touch(f'.code-choice:has(input[name="{name}"][value="{key}"])')
        self.tap('form[action="/kiosk/opening"] button[type="submit"]')

    def read_code(self) -> Code:
        digits = self.page.locator(".code-shown").inner_text()
        sources = self.page.locator(".code-pictures img").evaluate_all("all => all.map(each => each.src)")
        points = [source.rpartition("/")[2].removesuffix(".svg") for source in sources]
        return Code(digits, [NAMES[point].name("pt") for point in points])


def send(page: Page, button: Locator) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation(wait_until="load"):
        button.click()


def act(page: Page, name: str) -> None:
    """The button that sends there, and the page says that it was done."""
    send(page, page.locator(f'form[action$="/{name}"] button'))
    expect(page.locator(".notice-good").first).to_be_visible()


def write_day(page: Page, field: str, on: date) -> None:
    """The three boxes of a day."""
    for part in ("day", "month", "year"):
        page.locator(f"#{field}-{part}").fill(str(getattr(on, part)))


def open_code(page: Page, code: Code) -> None:
    """The facilitator types the code at the desk."""
    page.goto("/desk")
    page.locator("#digits").fill(code.digits)
    page.locator("#first").fill(code.pictures[0])
    page.locator("#second").fill(code.pictures[1])
    send(page, page.locator('form[action="/desk"] button[type="submit"]'))


def receive(page: Page, name: str) -> str:
    """The list becomes part of somebody's record; the id of the list."""
    page.locator("#name").fill(name)
    send(page, page.locator("#who button[type='submit']").first)
    expect(page.locator("tr.entry").first).to_be_visible()
    return page.url.split("/inventories/")[1].partition("#")[0]


def confirm(page: Page, row: int, level: str) -> None:
    """Agree on the level of one line and note that it was seen together."""
    entry = page.locator("tr.entry").nth(row)
    entry.locator("select").first.select_option(level)
    entry.locator("input[type=checkbox]").check()
    page.locator(".marks-bar .button-primary").click()
    expect(page.locator("tr.entry").nth(row).locator(".tag-good")).to_be_visible()
