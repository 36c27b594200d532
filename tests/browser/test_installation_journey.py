"""A second municipality begins its installation with the list of the first, and does its first step."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from app.accounts.models import Staff
from app.accounts.operations.staff import add_membership
from app.accounts.roles import Role
from app.core.actor import Actor
from app.core.db import db, new_id
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.installation import an_installation, plan, point_to, step_of
from tests.factories.meetings import make_meeting
from tests.factories.one_of_each import clerk, making

KEY, MEETING = "information_meetings", "Encontro de parceiros"
Keep = Callable[..., None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@pytest.fixture
def first(cast: Cast) -> Actor:
    """The coordinator of a municipality that has its list, who works in the second one too."""
    actor = clerk(cast.here, cast.coordinator.id)
    with making():
        there = cast.stranger_administrator.actor
        add_membership(
            clerk(cast.elsewhere, cast.stranger_administrator.id),
            staff=db.session.get_one(Staff, cast.coordinator.id),
            organisation_id=next(iter(there.organisations[cast.elsewhere])),
            municipality_id=cast.elsewhere,
            role=Role.COORDINATOR,
            membership_id=new_id(),
        )
        step = step_of(an_installation(actor, launch_on=date(2027, 3, 1)), KEY)
        plan(actor, step, owner_id=actor.id, due_on=date(2027, 1, 20), cents=50_000, hours=8)
        point_to(actor, step, "meeting", make_meeting(actor).id)
    return actor


@SCRIPT
def test_installation_of_a_second_municipality_from_the_firsts_list(
    javascript: bool, open_as: Open, cast: Cast, first: Actor, keep: Keep
) -> None:
    assert first.id == cast.coordinator.id
    page = open_as(cast.coordinator, javascript=javascript)
    page.goto("/")
    page.locator("details:has(form[action*='municipality']) summary").click()
    send(page, page.locator(f'button[name="municipality_id"][value="{cast.elsewhere}"]'))
    page.wait_for_load_state("networkidle")
    page.goto("/installation")
    send(page, page.locator('main a[href$="/installation/new"]'))
    for part, number in zip(("day", "month", "year"), ("31", "3", "2027"), strict=True):
        page.locator(f"#launch_on-{part}").fill(number)
    page.locator("#source_id").select_option(index=1)
    keep(page, "installation-begin")
    send(page, page.locator("main form button.button-primary"))
    step = page.locator(f"#{KEY}")
    expect(step).to_contain_text("19/02/2027")
    expect(step).to_contain_text("500,00")
    expect(step.locator(".work")).to_have_count(0)

    address = page.url
    with making():
        make_meeting(clerk(cast.elsewhere, cast.coordinator.id), title=MEETING)
    page.wait_for_load_state("networkidle")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    send(page, page.locator(f'#{KEY} a[href$="/things/meeting"]'))
    page.get_by_label(MEETING).check()
    keep(page, "installation-point")
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(f"#{KEY} .work a")).to_contain_text(MEETING)
    page.set_viewport_size(TELEPHONE)
    keep(page, "installation-list")
    page.wait_for_load_state("networkidle")
