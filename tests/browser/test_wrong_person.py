"""A list that was received for the wrong person is given to the right one by the same hands: four clicks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from app.office.operations import receive
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making, saved_list

MOST_CLICKS = 4


@pytest.mark.parametrize("javascript", [True, False])
def test_the_right_person_gets_it(
    open_as: Open, cast: Cast, keep: Callable[..., None], *, javascript: bool
) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        wrong, right = make_person(staff, "Ana Errada"), make_person(staff, "Rui Certo")
        own = saved_list(staff)
        receive(cast.facilitator.actor, inventory=own, participant=wrong)
    desk, clicks = open_as(cast.facilitator, javascript=javascript), 0

    def click(button: Locator) -> None:
        nonlocal clicks
        button.click()
        clicks += 1

    desk.goto(f"/inventories/{own.id}")
    click(desk.locator(f"details:has(a[href='/desk/{own.id}/person']) > summary"))
    keep(desk, "wrong-person", DESK, TELEPHONE)
    click(desk.locator(f"a[href='/desk/{own.id}/person']"))
    desk.locator("#name").fill(right.name)
    click(desk.locator("#who button[type='submit']").first)
    keep(desk, "wrong-person-asked", DESK, TELEPHONE)
    click(desk.locator(f"#who button[name='participant_id'][value='{right.id}']"))
    expect(desk.locator("main")).to_contain_text(right.name)
    assert clicks <= MOST_CLICKS
    desk.goto(f"/inventories/{own.id}")
    expect(desk.get_by_role("link", name=right.name).first).to_be_visible()
