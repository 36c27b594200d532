"""Eight people at the kiosk, each in their own way and each to the end; every tap is counted.

They touch only what is in sight. What lies further down costs them a tap on the button that turns the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from playwright.sync_api import ViewportSize, expect

from app.core.db import db
from app.core.unit_of_work import writing
from app.network.queries import get_municipality
from app.skills.models.inventory import InventoryEntry
from app.workshops.enrolments.models import Enrolment
from tests.browser.conftest import LANDSCAPE, PORTRAIT, Open
from tests.browser.screens import MOST_TAPS, MOST_WITHOUT_AIDS, USEFUL, Code, KioskScreen
from tests.cast import Cast
from tests.factories import workshops
from tests.factories.offers import three_that_fit
from tests.factories.one_of_each import clerk, making

MOST_TO_SIGN_UP = 15
"""From the first screen, somebody else to be told included."""
SHORT = 5
"""How many things are on the short list of who came for something else."""
MOST_FOR_SHORT, MOST_TO_RETURN, MOST_ON_SUNDAY = 16, 16, 20
"""To the code of a short list; back to it, to correct and to erase; to call, keep a short list and leave."""
LOWER = 0.4
"""Where the lower part of a tall screen begins, of its height from above."""
LOOK = """each => {
  const box = each.getBoundingClientRect(), spot = [box.x + box.width / 2, box.y + box.height / 2];
  if (!each.contains(document.elementFromPoint(...spot))) return null;
  const isRead = each.matches("[data-speech], :has([data-speech])");
  return [...spot, isRead || !each.matches(".tile, .button-large") && each.matches(":has(img, svg)")];
}"""
VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "pt-PT" }], cancel() {}, speak(piece) { spoken.push(piece.text); } } });
"""


class Touch(NamedTuple):
    """How far down a finger touched what. Known without reading: read aloud, or small with a picture."""

    y: float
    is_known: bool
    what: str


@dataclass(slots=True)
class Walker(KioskScreen):
    """Somebody who does not know how to scroll."""

    touched: list[Touch] = field(default_factory=list)

    def touch(self, selector: str) -> None:
        target = self.page.locator(f"{selector} >> visible=true").first
        for _ in range(12):
            if found := target.evaluate(LOOK):
                self._press(found, f"{self.page.url} {selector}")
                return
            self._turn()
        raise AssertionError(f"{selector} is never in sight at {self.page.url}")

    def _press(self, look: tuple[float, float, bool], what: str) -> None:
        self.taps += 1
        x, y, is_known = look
        self.touched.append(Touch(y, is_known, what))
        self.pause_before((x, y))
        self.page.touchscreen.tap(x, y)

    def _turn(self) -> None:
        before = self.page.evaluate("scrollY")
        below = self.page.locator("[data-below]")
        expect(below).to_be_visible()
        self._press(below.evaluate(LOOK), "more below")
        self.page.wait_for_function("before => scrollY !== before", arg=before)

    def make_short_list(self) -> None:
        """All from one part of life, and straight to the list."""
        self.begin_list()
        self.choose_parts(1)
        self.answer_some(SHORT)
        self.tap('.card-progress a[href^="/kiosk/review"]')

    def aid(self, name: str, times: int = 1) -> None:
        for _ in range(times):
            self.tap(f'button[name="aid"][value="{name}"]')

    def write(self, field: str, words: str) -> None:
        """By the keys on the page: opening and putting them away are taps, the letters are not counted."""
        self.touch(field)
        for letter in words.replace(" ", ""):
            self.page.locator(".keyboard .key", has_text=letter).first.tap()
        self.touch(".keyboard .keyboard-row:last-child .key:last-child")


Stands = Callable[[ViewportSize], Walker]


@pytest.fixture
def stands(open_as: Open, cast: Cast) -> Stands:
    """`stands(PORTRAIT)`: somebody before the first screen of a kiosk of this size."""
    return lambda size: Walker(open_as(cast.kiosk, viewport=size, touch=True))


def kept() -> int:
    """How many things the server holds."""
    count = db.session.query(InventoryEntry).count()
    db.session.rollback()
    return count


def take_along(walker: Walker, count: int, most: int) -> Code:
    """From the list, where all is seen that was told, to its code."""
    expect(walker.page.locator(".review-entry")).to_have_count(count)
    code = walker.keep()
    assert walker.taps <= most, f"{walker.taps} taps"
    assert kept() == count
    return code


@pytest.mark.parametrize(("language", "size"), [("uk", PORTRAIT), ("ar", LANDSCAPE)], ids=["uk", "ar"])
def test_without_any_aid(language: str, size: ViewportSize, stands: Stands, cast: Cast) -> None:
    """Three things that fit stand above or beside the choice to keep the list."""
    with making():
        three_that_fit(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    walker = stands(size)
    walker.choose_language(language)
    walker.make_useful_list()
    take_along(walker, USEFUL, MOST_WITHOUT_AIDS)
    walker.page.goto("/kiosk/suggestions")
    expect(walker.page.locator(".suggested > li")).to_have_count(3)
    expect(walker.page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


def test_who_reads_little_goes_by_pictures_and_by_what_is_read_aloud(stands: Stands) -> None:
    walker = stands(PORTRAIT)
    page = walker.page
    page.add_init_script(VOICE)
    walker.choose_language("pt")
    walker.aid("speech")
    walker.make_useful_list()
    code = take_along(walker, USEFUL, MOST_TAPS)
    unknown = [each.what for each in walker.touched if not each.is_known]
    assert not unknown, "\n".join(unknown)
    spoken = page.evaluate("spoken")
    assert code.digits in spoken
    assert {*code.pictures} <= {*spoken}


def test_from_a_chair_everything_is_in_the_lower_part(stands: Stands) -> None:
    """Once the aid is on, which stands at the top as on every screen."""
    walker = stands(PORTRAIT)
    walker.choose_language("pt")
    walker.aid("lower")
    walker.make_useful_list()
    take_along(walker, USEFUL, MOST_TAPS)
    high = [each for each in walker.touched[2:] if each.y < LOWER * PORTRAIT["height"]]
    assert not high, high


def test_with_the_largest_letters_on_a_wide_screen(stands: Stands, cast: Cast) -> None:
    """What fits stands before the choice to keep the list: pages are turned, and counted."""
    with making():
        three_that_fit(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    walker = stands(LANDSCAPE)
    walker.choose_language("pt")
    walker.aid("text", 2)
    walker.make_useful_list()
    take_along(walker, USEFUL, MOST_TAPS)
    expect(walker.page.locator("html")).to_have_attribute("data-text", "largest")


def test_without_a_telephone_somebody_else_can_be_told(stands: Stands, cast: Cast) -> None:
    with making():
        workshop = workshops.make_workshop(
            clerk(cast.here, cast.coordinator.id), organisation_id=cast.town_hall
        )
        series = workshop.id
    walker = stands(LANDSCAPE)
    walker.choose_language("pt")
    walker.tap('main a[href="/kiosk/workshops"]')
    walker.tap(f'main a[href="/kiosk/workshops/{series}"]')
    walker.tap('main a[href$="/enrolment/name"]')
    walker.write("#name", "rosa")
    walker.touch(".sign-up summary")
    walker.write("#tell_name", "marta")
    walker.write("#tell_contact", "912345678")
    walker.tap(".sign-up > button")
    assert walker.taps <= MOST_TO_SIGN_UP, f"{walker.taps} taps"
    expect(walker.page.locator(".code-shown")).to_be_visible()
    enrolment = db.session.query(Enrolment).one()
    assert (enrolment.tell_name, enrolment.tell_contact) == ("marta", "912345678")
    db.session.rollback()


def test_away_and_back_with_the_code_to_correct_and_to_erase(stands: Stands) -> None:
    walker = stands(LANDSCAPE)
    walker.choose_language("pt")
    walker.make_short_list()
    code = take_along(walker, SHORT, MOST_FOR_SHORT)
    walker.leave()

    walker.taps = 0
    walker.come_back("pt")
    walker.enter(code)
    walker.tap('main a[href="/kiosk/review"]')
    walker.tap(".review-entry a")
    walker.tap('button[name="frequency"][value="never"]')
    expect(walker.page.locator(".review-entry")).to_have_count(SHORT - 1)
    walker.tap('nav a[href="/kiosk/list"]')
    walker.tap('main a[href="/kiosk/inventory/erasure"]')
    walker.tap('main form[action="/kiosk/inventory/erasure"] button')
    assert walker.taps <= MOST_TO_RETURN, f"{walker.taps} taps"
    assert kept() == 0
    walker.tap('main form[action="/kiosk/visit/end"] button')
    expect(walker.page.locator('button[name="language"]').first).to_be_visible()


@pytest.mark.clock("2027-03-07T10:00+00:00")
def test_in_a_hurry_on_a_sunday_nobody_is_told_to_wait(stands: Stands, cast: Cast) -> None:
    """They call, hear when the desk opens, and go away with a short list."""
    with writing():
        get_municipality(cast.here).desk_hours = "Mo-Fr 09:00-17:00; PH off"
    walker = stands(PORTRAIT)
    page = walker.page
    walker.choose_language("pt")
    walker.tap('nav form[action="/kiosk/call"] button')
    said = page.locator("#call")
    expect(said).to_contain_text("segunda, 8 de março, 09:00")
    expect(said).not_to_contain_text("Espere aqui")
    expect(page.locator('nav form[action="/kiosk/call"]')).to_be_visible()
    walker.tap("#call .button-primary")
    walker.make_short_list()
    take_along(walker, SHORT, MOST_ON_SUNDAY)
    walker.leave()
    assert walker.taps <= MOST_ON_SUNDAY, f"{walker.taps} taps"
    expect(page.locator('button[name="language"]').first).to_be_visible()
