"""Registering somebody at a folding table: in a hurry, by keyboard alone, with scripts and without."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from app.core.db import db
from app.outreach.registrations.models import Registration
from app.people.models import Consent, Participant
from tests.browser.conftest import TELEPHONE, Open
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import make_table
from tests.factories.workshops import make_workshop

MOST_ACTS, MOST_SECONDS, SMALLEST = 12, 30, 60
TABLET: ViewportSize = {"width": 800, "height": 1280}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
ANSWERS = ("matching", "messages", "statistics")
FOCUSED = "document.activeElement.id"


@pytest.fixture
def url(cast: Cast) -> str:
    with making():
        session = make_table(cast.facilitator.actor)
        make_workshop(cast.facilitator.actor, title="Ateliê de costura")
    return f"/outreach/sessions/{session.id}/registrations/new"


class Keys:
    """Ten fingers and no mouse; what somebody has to do is counted, not the way to it."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def reach(self, wanted: str) -> None:
        """Go on by Tab until this has the focus."""
        for _step in range(120):
            if self.page.evaluate(FOCUSED) == wanted:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to #{wanted} by Tab")

    def type(self, wanted: str, text: str) -> None:
        self.reach(wanted)
        self.page.keyboard.insert_text(text)
        self.acts += 1

    def press(self, wanted: str, key: str = "Space") -> None:
        self.reach(wanted)
        self.page.keyboard.press(key)
        self.acts += 1


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_whole_registration_by_keyboard_alone(
    javascript: bool, open_as: Open, cast: Cast, url: str
) -> None:
    page = open_as(cast.registrar, javascript=javascript, viewport=LAPTOP)
    page.goto(url)
    began, keys = monotonic(), Keys(page)
    assert page.evaluate(FOCUSED) == "name"
    keys.type("name", "Ana Feitosa")
    keys.type("born", "1984")
    keys.type("contact", "912 345 678")
    keys.press("parish", "ArrowDown")
    keys.press("work-0")
    keys.press("interests-0")
    keys.press("competences-0")
    for purpose in ANSWERS:
        keys.press(f"consents-{purpose}-yes")
    with page.expect_navigation():
        keys.press("how-0", "Enter")
    assert monotonic() - began <= MOST_SECONDS
    assert keys.acts <= MOST_ACTS
    expect(page.locator(".messages, .notice-good").first).to_contain_text("A. F.")
    expect(page.locator("#name")).to_have_value("")
    kept = db.session.scalars(select(Registration)).one()
    person = db.session.get_one(Participant, kept.participant_id)
    assert (person.birth_year, person.parish_id is None) == (1984, False)
    given = db.session.scalars(select(Consent.purpose).filter_by(participant_id=person.id))
    assert set(given) == set(ANSWERS)
    db.session.rollback()


def test_only_the_name_is_required(open_as: Open, cast: Cast, url: str) -> None:
    page = open_as(cast.registrar)
    page.goto(url)
    expect(page.locator("form[data-registration] [aria-required=true]")).to_have_count(1)


def test_the_blocks_of_another_language_come_at_once_when_it_is_chosen(
    open_as: Open, cast: Cast, url: str
) -> None:
    page = open_as(cast.registrar)
    page.goto(url)
    shown = page.locator(".registration-consent [data-language]:visible")
    expect(shown).to_have_count(0)
    page.select_option("#language", "ar")
    assert set(shown.evaluate_all("all => all.map(each => each.lang)")) == {"ar"}
    page.select_option("#language", "ro")
    expect(shown).to_have_count(0)


@pytest.mark.parametrize("size", [TABLET, LAPTOP, TELEPHONE], ids=["tablet", "laptop", "telephone"])
def test_everything_is_large_enough_for_a_finger_and_no_is_as_large_as_yes(
    open_as: Open, cast: Cast, url: str, size: ViewportSize, keep: Callable[..., None]
) -> None:
    page = open_as(cast.registrar, viewport=size, touch=True)
    page.goto(url)
    page.select_option("#language", "uk")
    keep(page, "outreach-form")
    tapped = page.locator(
        "form[data-registration] :is(.pick label, .input, select, summary, .actions .button)"
    )
    heights = tapped.evaluate_all("all => all.filter(e => e.checkVisibility()).map(e => e.offsetHeight)")
    assert len(heights) > 40
    assert min(heights) >= SMALLEST
    for purpose in ANSWERS:
        yes, no = (
            page.locator(f"label[for=consents-{purpose}-{each}]").bounding_box() for each in ("yes", "no")
        )
        assert yes
        assert no
        assert (yes["width"], yes["height"]) == (no["width"], no["height"])
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
