"""The main job as people do it: a list made by tapping, its code at the desk, the person found again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.core.application import Autonomus
from tests.browser.conftest import PORTRAIT, Open
from tests.browser.samples import in_pairs
from tests.browser.screens import (
    MOST_WITHOUT_AIDS,
    USEFUL,
    Code,
    KioskScreen,
    confirm,
    known,
    open_code,
    receive,
    send,
)
from tests.cast import Cast

PEOPLE = {"pt": "Joaquina Ramos d'Ávila", "uk": "Ольга Коваленко", "ar": "محمد العلي"}
DIRECTIONS = {"pt": "ltr", "uk": "ltr", "ar": "rtl"}
Keep = Callable[[Page, str], None]


@pytest.mark.parametrize(("language", "javascript"), in_pairs(["pt", "uk", "ar"], "a list"))
def test_from_the_first_tap_to_the_person_found_again(
    language: str, javascript: bool, open_as: Open, cast: Cast, app: Autonomus, keep: Keep
) -> None:
    kiosk = KioskScreen(
        open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True, locale=f"{language}")
    )
    code = leave_with_a_code(kiosk, language, keep)
    take_the_papers(kiosk, code, language)

    desk = open_as(cast.facilitator, javascript=javascript)
    open_code(desk, code)
    see_both_languages(desk, kiosk.cards, language)
    keep(desk, f"desk-list-{language}")
    receive(desk, PEOPLE[language])
    confirm(desk, 0, "alone")
    confirm(desk, 1, "teaches")
    keep(desk, f"desk-confirmed-{language}")
    find_by_name(desk, PEOPLE[language])
    agree_to_be_matched(desk)
    find_by_competence(desk, kiosk.cards[0], PEOPLE[language])


def leave_with_a_code(kiosk: KioskScreen, language: str, keep: Keep) -> Code:
    kiosk.choose_language(language)
    kiosk.make_useful_list()
    html = kiosk.page.locator("html")
    expect(html).to_have_attribute("dir", DIRECTIONS[language])
    expect(html).to_have_attribute("lang", re.compile(f"^{language}"))
    expect(kiosk.page.locator(".review-entry")).to_have_count(USEFUL)
    keep(kiosk.page, f"journey-review-{language}")
    code = kiosk.keep()
    assert kiosk.taps <= MOST_WITHOUT_AIDS, f"{kiosk.taps} taps"
    assert re.fullmatch(r"\d{3} \d{3} \d{3}", code.digits)
    keep(kiosk.page, f"journey-code-{language}")
    return code


def take_the_papers(kiosk: KioskScreen, code: Code, language: str) -> None:
    """The sheet is seen as it is printed, and no file of it is to be had; the slip has both languages."""
    kiosk.tap('main a[href="/kiosk/code/sheet"]')
    expect(kiosk.page.locator("img.paper-page").first).to_be_visible()
    expect(kiosk.page.locator("main")).to_contain_text(code.digits)
    expect(kiosk.page.locator('a[download], a[href$=".pdf"]')).to_have_count(0)
    kiosk.page.go_back()
    kiosk.tap('main a[href="/kiosk/code/slip"]')
    slip = kiosk.page.locator(".paper-on-screen")
    expect(slip).to_contain_text(code.digits)
    for each in {language, "pt"}:
        expect(slip.locator(f'[lang^="{each}"]').first).to_be_visible()


def see_both_languages(desk: Page, cards: list[str], language: str) -> None:
    """Portuguese beside the person's language, for every competence that was told."""
    shown = " ".join(desk.locator("main").inner_text().split())
    for key in cards:
        competence = known().by_key(key)
        assert competence
        for each in ("pt", language):
            assert str(competence.name(each).value) in shown
    if language != "pt":
        expect(desk.locator(f'.both [lang="{language}"]').first).to_have_attribute(
            "dir", DIRECTIONS[language]
        )


def find_by_name(desk: Page, name: str) -> None:
    """By the last word of the name, and on to the person's page."""
    desk.goto("/participants")
    desk.locator("#q").fill(name.rsplit(maxsplit=1)[-1])
    desk.locator("form.filters button[type='submit']").click()
    expect(desk.locator("#participants tbody th a")).to_have_text([name])
    send(desk, desk.locator("#participants tbody th a"))
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)


def agree_to_be_matched(desk: Page) -> None:
    """Asked and noted by the facilitator: nobody is matched who did not agree."""
    send(desk, desk.locator('a[href$="/consents"]'))
    send(desk, desk.locator('a[href$="/consents/ask/matching"]'))
    for group in desk.locator("main form fieldset").all():
        group.locator("label").first.click()
    send(desk, desk.locator("main form button[type='submit']").first)


def find_by_competence(desk: Page, key: str, name: str) -> None:
    """Who can do it? By everyday words, through what the search offers."""
    competence = known().by_key(key)
    assert competence
    desk.goto("/who-can")
    desk.locator("#who-can-q").fill(str(competence.name("pt").value))
    desk.locator('form[role="search"] button[type="submit"]').last.click()
    send(desk, desk.locator(f'#hits a[href*="c={key}"]').first)
    expect(desk.locator("#able").get_by_role("link", name=name)).to_be_visible()
