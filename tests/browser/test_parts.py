"""What htmx brings into a page says what is wrong where it is wrong, and never that the network is away."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import list_of, making

FILTERS = ("/participants", "/workshops", "/directory", "/directory/offers")
SPOIL = (
    'form => form.querySelectorAll("select").forEach(each => { each.selectedOptions[0].value = "nonsense" })'
)


@pytest.mark.parametrize("path", FILTERS)
def test_filters_that_make_no_sense_are_named_beside_themselves(cast: Cast, open_as: Open, path: str) -> None:
    page = open_as(cast.coordinator)
    page.goto(path)
    form = page.locator("main form[data-hx-get]").first
    form.evaluate(SPOIL)
    form.evaluate("form => form.requestSubmit()")
    expect(page.locator("main .field-error").first).to_be_visible()
    expect(page.locator("[data-status]")).to_be_empty()


def test_what_keeps_a_line_of_a_list_from_being_saved_stands_in_the_line(cast: Cast, open_as: Open) -> None:
    actor = cast.facilitator.actor
    with making():
        made = list_of(actor, participant_id=make_person(actor).id, described=False)
        url = f"/inventories/{made.id}"
    page = open_as(cast.facilitator)
    page.goto(url)
    lines, save = page.locator("tr.entry"), page.locator(".marks-bar .button-primary")
    lines.nth(1).locator("[type=checkbox]").check()
    save.click()
    expect(lines.nth(1).locator(".field-error")).to_be_visible()
    expect(lines.locator(".field-error")).to_have_count(1)
    lines.nth(1).locator("select").first.select_option(index=1)
    save.click()
    expect(lines.nth(1).locator(".tag-good")).to_be_visible()
