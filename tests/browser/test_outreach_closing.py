"""After a session: the names are worked off in one table, and whoever asked for it is called back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter, make_table
from tests.factories.workshops import make_workshop

TABLET: ViewportSize = {"width": 800, "height": 1280}
SIZES = (TELEPHONE, TABLET, DESK)
NAMES = ("Anatólio Bexiga", "Zulmira Carrapato", "Quitéria Faneca", "Ermelinda Papoila", "Gualter Pimpão")


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "plain"])
def test_a_session_is_worked_off(
    cast: Cast, open_as: Open, keep: Callable[..., None], javascript: bool
) -> None:
    actor = cast.facilitator.actor
    with making():
        make_person(actor, "Ermelinda Papoila", birth_year=1950)
        wished = make_workshop(actor, title="Ateliê de costura", sessions=1, state="open", capacity=20)
        session = make_table(actor, title="Sessão na Junta de São Brás", state="open")
        for number, name in enumerate(NAMES):
            enter(
                actor,
                session,
                name=name,
                contact=f"91234567{number}",
                born="1960",
                parish_id=cast.parish if number < 3 else None,
                interests=("job",) if number < 4 else (),
                wishes=(wished.id,) if number < 2 else (),
                wants_call=number < 2,
                slip=str(number + 1),
            )
    page = open_as(cast.registrar, javascript=javascript)
    page.goto(f"/people-to-confirm?session={session.id}")
    expect(page.locator("tbody tr")).to_have_count(len(NAMES))
    keep(page, "people-to-confirm", *SIZES)
    page.locator("form[action*='/confirmations'] button").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto("/people-to-confirm/confirmed")
    keep(page, "people-confirmed", *SIZES)
    page.locator("tbody form button").first.click()
    expect(page.locator("tbody tr")).to_have_count(len(NAMES))
    _call_back(page, f"/outreach/sessions/{session.id}/closing", keep)


def _call_back(page: Page, address: str, keep: Callable[..., None]) -> None:
    page.goto(address)
    keep(page, "session-closing", *SIZES)
    page.locator("button[formaction*='/telephones']").click()
    keep(page, "session-closing-telephones", *SIZES)
    expect(page.locator("a[href='tel:+351912345670']")).to_be_visible()
    page.locator("#to-call [name=called]").first.check()
    page.locator("#to-call button[type=submit]").click()
    expect(page.locator("#to-call [name=called]:checked")).to_have_count(1)
    page.goto(f"{address}/paper")
    keep(page, "session-closing-paper", DESK)
    page.goto("/outreach/calls")
    expect(page.locator("#to-call [name=called]")).to_have_count(1)
    keep(page, "calls", *SIZES)
