"""A person's data is left alone, kept by a duty, and erased: at the desk of the coordination."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.db import db, new_id
from app.people.models import Participant
from app.people.operations.contacts import register
from app.people.rights.models import Hold
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.one_of_each import making


@pytest.fixture
def person(cast: Cast) -> Participant:
    with making():
        return register(
            cast.facilitator.actor,
            participant_id=new_id(),
            municipality_id=cast.here,
            name="Custódia Ramos",
            birth_year=1958,
            phone="912000111",
        )


def say_why(desk: Page) -> None:
    """Whoever is not in the team says why they open the record."""
    send(desk, desk.locator('button[name="reason"][value="appointment"]'))


@pytest.mark.parametrize("javascript", [True, False])
def test_restricted_then_held_then_erased(
    person: Participant, open_as: Open, cast: Cast, keep: Callable[..., None], *, javascript: bool
) -> None:
    desk, there = open_as(cast.coordinator, javascript=javascript), f"/participants/{person.id}"
    desk.goto(there)
    say_why(desk)
    send(desk, desk.locator(f'a[href="{there}/rights"]'))
    keep(desk, "rights", DESK, TELEPHONE)
    send(desk, desk.locator(f'a[href="{there}/restriction"]'))
    send(desk, desk.locator("main form button[type='submit']"))
    expect(desk.locator(".error-summary, [role='alert']").first).to_be_visible()
    keep(desk, "rights-restriction-mistake", DESK, TELEPHONE)
    desk.locator('input[name="reason"][value="accuracy"]').check()
    desk.locator('input[name="asked_by"][value="person"]').check()
    send(desk, desk.locator("main form button[type='submit']"))
    keep(desk, "rights-restricted", DESK, TELEPHONE)
    desk.goto(there)
    expect(desk.locator(".notice-warning").first).to_be_visible()
    keep(desk, "person-restricted", DESK, TELEPHONE)
    desk.goto(f"{there}/rights")
    send(desk, desk.locator(f'form[action="{there}/restriction/end"] button'))

    send(desk, desk.locator(f'a[href="{there}/holds"]'))
    until = date(clock.now().year + 1, 3, 9)
    for box, value in (("day", until.day), ("month", until.month), ("year", until.year)):
        desk.locator(f"#until_on-{box}").fill(str(value))
    desk.locator('input[name="reason"][value="funded_operation"]').check()
    keep(desk, "rights-hold", DESK, TELEPHONE)
    send(desk, desk.locator("main form button[type='submit']"))
    send(desk, desk.locator(f'a[href="{there}/erasure"]'))
    expect(desk.locator(".notice-bad")).to_contain_text(str(until.year))
    expect(desk.locator(f'form[action="{there}/erasure"]')).to_have_count(0)
    keep(desk, "rights-erasure-held", DESK, TELEPHONE)

    desk.goto(f"{there}/rights")
    with making():
        hold = db.session.query(Hold).one()
    send(desk, desk.locator(f'form[action="{there}/holds/{hold.id}/lifting"] button'))
    send(desk, desk.locator(f'a[href="{there}/erasure"]'))
    send(desk, desk.locator(f'form[action="{there}/erasure"] button'))
    keep(desk, "rights-erasure-mistake", DESK, TELEPHONE)
    desk.locator('input[name="reason"][value="asked_by_person"]').check()
    desk.locator('input[name="is_meant"]').check()
    send(desk, desk.locator(f'form[action="{there}/erasure"] button'))
    expect(desk.locator("main")).not_to_contain_text("Custódia Ramos")
    assert desk.goto(there).status == 404  # type: ignore[union-attr]


def test_an_erasure_is_announced(
    person: Participant, open_as: Open, cast: Cast, keep: Callable[..., None]
) -> None:
    with making():
        db.session.get_one(Participant, person.id).last_activity_on = date(2020, 1, 31)
    desk = open_as(cast.coordinator)
    desk.goto("/participants/inactive")
    keep(desk, "inactive", DESK, TELEPHONE)
    send(desk, desk.locator(f'a[href="/participants/{person.id}/erasure-notice"]'))
    say_why(desk)
    send(desk, desk.locator("main form button[type='submit']"))
    keep(desk, "announce", DESK, TELEPHONE)
    desk.locator('input[name="told_how"][value="letter"]').check()
    send(desk, desk.locator("main form button[type='submit']"))
    expect(desk.locator(".tag-ochre")).to_have_count(1)
    keep(desk, "inactive-announced", DESK, TELEPHONE)
