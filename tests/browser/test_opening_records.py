"""A colleague opens somebody's record: how many taps it takes, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from app.core.db import new_id
from app.people.operations.contacts import register
from app.people.operations.records import create_participant
from tests.browser.conftest import TELEPHONE, Open
from tests.cast import Cast
from tests.factories.contact_notes import a_contact_note
from tests.factories.one_of_each import clerk, making


@pytest.mark.parametrize("javascript", [True, False])
def test_one_tap_more_leads_to_whom_one_was_looking_for(open_as: Open, cast: Cast, javascript: bool) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    with making():
        person = create_participant(
            actor, participant_id=new_id(), municipality_id=cast.here, name="Rosa Barradas"
        )
        a_contact_note(actor, person)
    page = open_as(cast.colleague, javascript=javascript, viewport=TELEPHONE)
    page.goto("/participants")
    page.get_by_role("link", name="Rosa Barradas").click()
    expect(page.get_by_text("Traz o papel.")).to_have_count(0)
    page.get_by_role("button", name="A pessoa está comigo").click()
    expect(page).to_have_url(f"http://{page.url.split('/')[2]}/participants/{person.id}")
    expect(page.get_by_text("Traz o papel.")).to_be_visible()
    page.goto("/participants")
    page.get_by_role("link", name="Rosa Barradas").click()  # within the hour nothing is asked
    expect(page.get_by_role("heading", name="Rosa Barradas")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_telephone_number_is_looked_for_from_every_page(
    open_as: Open, cast: Cast, javascript: bool
) -> None:
    with making():
        register(
            clerk(cast.here, cast.facilitator.id),
            participant_id=new_id(),
            municipality_id=cast.here,
            name="Rosa Barradas",
            phone="934 567 890",
        )
    page = open_as(cast.facilitator, javascript=javascript)
    page.goto("/participants")
    page.get_by_role("searchbox", name="Procurar em tudo").fill("+351 934567890")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Rosa Barradas")).to_be_visible()
    assert "934" not in page.url


def test_what_is_found_while_typing_opens_without_a_question(open_as: Open, cast: Cast) -> None:
    with making():
        person = create_participant(
            clerk(cast.here, cast.facilitator.id),
            participant_id=new_id(),
            municipality_id=cast.here,
            name="Rosa Barradas",
        )
    page = open_as(cast.facilitator)
    page.goto("/search")
    page.locator("#search-q").press_sequentially("barrad")
    page.get_by_role("link", name="Rosa Barradas").click()
    page.wait_for_url(f"**/participants/{person.id}")
