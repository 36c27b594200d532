"""A list of a partner in a browser: sent, looked at, brought in, taken back; with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.db import db
from app.core.exports import Row, csv_file
from app.core.unit_of_work import reading
from app.people.models import Participant
from tests.browser.axe import Axe
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.outreach_list_pages import HEADINGS, person

Keep = Callable[..., None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
ROWS: list[Row] = [
    ["Bela Nova dos Santos", "12/03/1984", "912 345 678 / 934 567 890", "", "ucraniano", "", "liga tarde"],
    ["Rosa Verdade", "1970", "", "", "", "Sem trabalho, com registo no IEFP", ""],
    ["João Baptista", "", "", "", "", "", ""],
    ["João Baptista", "", "", "", "", "", ""],
    ["فاطمة الزهراء", "1991", "", "", "árabe", "", ""],
    ["Carlos Ano", "ontem", "5,89E+08", "", "", "", ""],
]


@SCRIPT
def test_a_list_is_sent_looked_at_brought_in_and_taken_back(
    javascript: bool, open_as: Open, cast: Cast, keep: Keep
) -> None:
    person(cast, "Rosa Verdade", 1970)
    person(cast, "João Batista")
    page = open_as(cast.registrar, javascript=javascript)
    axe = Axe(page) if javascript else None
    page.goto("/outreach/lists")
    judge(page, axe, "lists-none", keep)
    page.goto("/outreach/lists/new")
    judge(page, axe, "lists-new", keep)
    page.select_option("[name=organisation_id]", str(cast.town_hall))
    file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": csv_file(HEADINGS, ROWS)}
    page.set_input_files("[type=file]", file)  # type: ignore[arg-type]
    send(page, page.locator('form[action="/outreach/lists"] button[type=submit]'))
    expect(page.locator("select[name=name]")).to_have_value("Nome")
    judge(page, axe, "lists-columns", keep)
    send(page, page.locator('form[action$="/columns"] button[type=submit]'))
    judge(page, axe, "lists-unsure", keep)
    page.select_option("[name=who-4]", "new")
    send(page, page.locator('form[action$="/decisions"] .actions button'))
    send(page, page.locator('form[action$="/new-people"] button'))
    page.goto(page.url.partition("?")[0] + "?show=out")
    judge(page, axe, "lists-out", keep)
    page.goto(page.url.partition("?")[0] + "?show=new")
    judge(page, axe, "lists-new-people", keep)
    send(page, page.locator('form[action$="/people"] button'))
    page.goto(page.url.partition("?")[0] + "?show=done")
    judge(page, axe, "lists-done", keep)
    assert "Bela Nova dos Santos" in names()
    send(page, page.locator('a[href$="/taking-back"]'))
    judge(page, axe, "lists-taking-back", keep)
    send(page, page.locator('form[action$="/taking-back"] button'))
    judge(page, axe, "lists-taken-back", keep)
    assert "Bela Nova dos Santos" not in names()
    page.goto("/outreach/lists")
    judge(page, axe, "lists-one", keep)


def names() -> set[str]:
    with reading():
        return set(db.session.scalars(select(Participant.name)))


def judge(page: Page, axe: Axe | None, name: str, keep: Keep) -> None:
    """Nothing sticks out on a telephone, and axe finds nothing; it needs scripts."""
    if axe is not None:
        keep(page, f"outreach-{name}", TELEPHONE, DESK)
        page.set_viewport_size(TELEPHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
        page.set_viewport_size(DESK)
        assert not axe.violations(name)
