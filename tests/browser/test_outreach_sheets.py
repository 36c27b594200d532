"""Sheets of paper are typed in with few keys and no mouse; so is what is wrong in them mended."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.db import db
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from tests.browser.conftest import TELEPHONE, Open
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_papers import a_table_with_sheets

MOST_KEYS = 22
"""For each person, besides the letters of their name and the digits of their contact: every Tab and sign from
one name to the next, and the key that sends the table.
"""
PEOPLE = ("Rosa Verdade", "Olena Kovalenko", "Álvaro Pé-de-Boi")
USUAL = ("61", "1", "", "1ab", "adg", "snn")
"""A usual sheet of somebody who speaks Portuguese: year, parish, language, a situation with two interests,
three cards, three answers.
"""
Keep = Callable[..., None]


@dataclass
class Keys:
    """A keyboard of which every key is counted, but for what a person is called and reached by."""

    page: Page
    count: int = 0

    def type(self, text: str, *, is_counted: bool = True) -> None:
        self.page.keyboard.type(text)
        self.count += len(text) if is_counted else 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1


@pytest.fixture
def session_id(cast: Cast) -> UUID:
    with making():
        return a_table_with_sheets(cast.facilitator.actor, 6).id


def registered(session_id: UUID) -> dict[str, tuple[str, int | None]]:
    with making():
        whose = select(Registration.slip, Participant.name, Participant.birth_year)
        theirs = whose.join(Participant, Participant.id == Registration.participant_id)
        rows = db.session.execute(theirs.where(Registration.session_id == session_id))
        return {row.slip: (row.name, row.birth_year) for row in rows}


@pytest.mark.parametrize("javascript", [True, False])
def test_three_sheets_in_few_keys(
    cast: Cast, open_as: Open, keep: Keep, session_id: UUID, *, javascript: bool
) -> None:
    page = open_as(cast.registrar, javascript=javascript)
    page.goto(f"/outreach/sessions/{session_id}/entry")
    expect(page.locator("#name-1")).to_be_focused()
    keys = Keys(page)
    year, parish, *signs = USUAL
    for at, name in enumerate(PEOPLE):
        keys.type(name, is_counted=False)
        keys.press("Tab")
        keys.type(year)
        keys.press("Tab")
        keys.type(f"91234567{at}", is_counted=False)
        for cell in (parish, *signs):
            keys.press("Tab")
            keys.type(cell)
        if at < len(PEOPLE) - 1:
            keys.press("Tab")
            keys.press("Tab")
    keep(page, "outreach-entry")
    keys.press("Enter")
    expect(page.locator("#name-1")).to_have_value("")
    assert registered(session_id) == {str(at): (name, 1961) for at, name in enumerate(PEOPLE, 1)}
    a_person = keys.count / len(PEOPLE)
    print(f"keys a person, besides name and contact: {a_person:.1f}")
    assert a_person <= MOST_KEYS


def test_what_is_wrong_is_mended_where_it_stands(
    cast: Cast, open_as: Open, keep: Keep, session_id: UUID
) -> None:
    page = open_as(cast.registrar)
    page.goto(f"/outreach/sessions/{session_id}/entry")
    page.keyboard.type("Rosa Verdade")
    page.keyboard.press("Tab")
    page.keyboard.type("1661")
    page.keyboard.press("Enter")
    wrong = page.locator("#year-1")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#name-1")).to_have_value("Rosa Verdade")
    keep(page, "outreach-entry-wrong")
    expect(wrong).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1961")
    page.keyboard.press("Enter")
    expect(page.locator("#name-1")).to_have_value("")
    assert registered(session_id) == {"1": ("Rosa Verdade", 1961)}


def test_on_a_telephone_nothing_runs_out_of_the_page(
    cast: Cast, open_as: Open, keep: Keep, session_id: UUID
) -> None:
    page = open_as(cast.registrar, viewport=TELEPHONE)
    for name in ("entry", "numbers", "paper"):
        page.goto(f"/outreach/sessions/{session_id}/{name}")
        keep(page, f"outreach-{name}-telephone")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
