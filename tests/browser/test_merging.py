"""A duplicate is merged, undone and merged again, by whoever finds it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.people.models import Participant
from app.workshops.planning.models.series import Workshop
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.enrolments import agree, make_enrolment, make_person
from tests.factories.histories import History
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

Keep = Callable[..., None]
KINDS = ("with JavaScript", "without")


@pytest.fixture
def two(cast: Cast) -> tuple[Participant, Participant]:
    """One person who was registered twice, with something of everything in both records."""
    actor = clerk(cast.here, cast.facilitator.id)
    with making():
        history = History(actor, [cast.colleague.id], 3)
        names = ("Joaquina d'Ávila", "Joaquina de Ávila Martins")
        kept, gone = (make_person(actor, name, phone="912345678") for name in names)
        history.two = [kept, gone]
        for each in history.two:
            history.note_fact(each)
            history.list_skills(each)
            history.paper(each)
            agree(actor, each)
        full: Workshop = make_workshop(actor, title="Oficina de costura", capacity=3)
        make_enrolment(actor, full, kept)
        make_enrolment(actor, full, gone)
        history.attend(kept)
    return kept, gone


@pytest.mark.parametrize("kind", KINDS)
def test_a_duplicate_is_merged_undone_and_merged(
    two: tuple[Participant, Participant], open_as: Open, cast: Cast, keep: Keep, kind: str
) -> None:
    kept, gone = two
    desk = open_as(cast.facilitator, javascript=kind == KINDS[0])
    for number in (1, 2):
        desk.goto(f"/participants/{kept.id}")
        send(desk, desk.locator(f'a[href$="/participants/{kept.id}/merge"]'))
        keep(desk, f"merge-choose-{kind}", DESK, TELEPHONE)
        send(desk, desk.locator(f'a[href$="other={gone.id}"]'))
        keep(desk, f"merge-preview-{kind}", DESK, TELEPHONE)
        desk.locator('input[name="name"][value="gone"]').check()
        send(desk, merging(desk))
        expect(desk.locator("[data-error-summary]")).to_be_visible()
        keep(desk, f"merge-mistake-{kind}", DESK, TELEPHONE)
        desk.locator('input[name="reason"]').first.check()
        send(desk, merging(desk))
        keep(desk, f"merge-done-{kind}", DESK, TELEPHONE)
        if number == 1:
            send(desk, desk.locator('form[action$="/reversal"] button'))
            expect(desk.locator(f'main a[href$="/participants/{gone.id}"]')).to_be_visible()
            keep(desk, f"merge-undone-{kind}", DESK, TELEPHONE)
    desk.goto(f"/participants/{gone.id}")
    expect(desk.locator("h1")).to_have_text("Joaquina de Ávila Martins")
    assert desk.url.endswith(f"/participants/{kept.id}")
    keep(desk, f"merge-person-{kind}", DESK, TELEPHONE)


def merging(desk: Page) -> Locator:
    """The button that merges."""
    return desk.locator('form[action*="other="] button[type="submit"]').last
