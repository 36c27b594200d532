"""What was typed in the office is not lost without a word: leaving asks, and only then."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_attendance import Keys, table_of
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import list_of, making

FRONT = ".navigation-links a >> nth=0"
Asked = Callable[[], list[str]]


@pytest.fixture
def cautious(cast: Cast, open_as: Open) -> tuple[Page, Asked]:
    """A browser whose person stays when asked, and what it asked since it was looked at."""
    page, questions = open_as(cast.facilitator), list[str]()

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    def asked() -> list[str]:
        found = questions.copy()
        questions.clear()
        return found

    page.on("dialog", stay)
    return page, asked


def test_fourteen_letters_do_not_vanish(cast: Cast, cautious: tuple[Page, Asked]) -> None:
    table = table_of(cast, *(f"Pessoa {number:02}" for number in range(14)))
    page, asked = cautious
    page.goto(table.url)
    Keys(page).press(*"p" * 14)
    page.locator(FRONT).click()
    assert asked() == ["beforeunload"]
    page.locator(".marks-bar .button-primary").click()
    expect(page.locator(".notice-good")).to_be_visible()
    assert table.noted() == ["present"] * 14
    page.locator(FRONT).click()
    page.wait_for_url("**/")
    assert not asked(), "what is kept needs no question"


def test_what_could_not_be_saved_is_asked_about_too(cast: Cast, cautious: tuple[Page, Asked]) -> None:
    with making():
        url = f"/participants/{make_person(cast.facilitator.actor).id}/edit"
    page, asked = cautious
    page.goto(url)
    page.locator(FRONT).click()
    page.wait_for_url("**/")
    assert not asked(), "nothing was typed"
    page.goto(url)
    page.locator("#name").fill("")
    page.locator("#note").fill("Vem às terças.")
    page.locator("form.form .button-primary").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.locator(FRONT).click()
    assert asked() == ["beforeunload"]
    page.locator("form.form .actions a").click()
    expect(page.locator("form.form")).to_have_count(0)
    assert not asked(), "to go back without saving is a decision"


def test_who_mends_a_form_keeps_the_field_while_calls_are_asked_for(cast: Cast, open_as: Open) -> None:
    page = open_as(cast.facilitator)
    page.clock.install()
    page.goto("/participants/new")
    page.locator("#born").fill("ontem")
    page.locator("form#registration button[type=submit]").first.click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("#born").focus()
    with page.expect_response(re.compile("/notices$")):
        page.clock.fast_forward(21_000)
    expect(page.locator("#calls.htmx-request")).to_have_count(0)
    page.clock.run_for(1_000)
    expect(page.locator("#born")).to_be_focused()


def test_another_button_of_the_page_does_not_throw_typed_lines_away(
    cast: Cast, cautious: tuple[Page, Asked]
) -> None:
    actor = cast.facilitator.actor
    with making():
        url = f"/inventories/{list_of(actor, participant_id=make_person(actor).id).id}"
    page, asked = cautious
    page.goto(url)
    page.locator("tr.entry input[type=text]").first.fill("mostrou fotografias")
    page.locator(".page-head a").first.click()
    assert asked() == ["beforeunload"]
    page.locator("button[value=review]").click()
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("tr.entry input[type=text]").first).to_have_value("mostrou fotografias")
    assert not asked()
