"""A plenary from its convocation to approved minutes, with a decision that returns until it is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.core import clock, jobs
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.meetings import ZONE, a_body, an_organisation, sits
from tests.factories.one_of_each import clerk, making
from tests.inbox import receiving

DECISION, DONE = "Abrir candidaturas ao fundo de emergência.", "Aberto até ao fim do mês."
Keep = Callable[..., None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@pytest.fixture
def body_id(cast: Cast) -> UUID:
    """A council of three, which decides by its majority."""
    actor: Actor = clerk(cast.here, cast.coordinator.id)
    with making():
        body = a_body(actor)
        for member in (cast.town_hall, *(an_organisation(actor, name) for name in ("Raízes", "Escola"))):
            sits(actor, body, member)
        return body.id


@SCRIPT
def test_a_plenary_from_convocation_to_approved_minutes(
    javascript: bool,
    open_as: Open,
    address: str,
    app: Autonomus,
    cast: Cast,
    body_id: UUID,
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_as(cast.coordinator, javascript=javascript)
    with receiving() as inbox:
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=inbox.url, public_url=address))
        prepare(page, body_id, "Plenário")
        give_address(page)
        send(page, page.locator('.actions a[href$="/convocation"]'))
        keep(page, "meeting-convene")
        send(page, page.locator("main form button.button-primary"))
        assert jobs.run_due() == 1
        (link,) = inbox.links()
    db.session.rollback()
    answer(open_as(None, javascript=False, viewport=TELEPHONE), link, keep)

    page.reload()
    expect(page.locator("main table .tag-good")).to_have_count(1)
    begin(page, present=1)
    expect(page.locator(".notice-warning")).to_be_visible()
    expect(page.locator('a[href$="/resolutions"]')).to_have_count(0)
    note_presences(page, present=2)
    decide(page)
    keep(page, "meeting-decided")
    approve(page)
    expect(page.locator('a[href$="/notes"], a[href$="/resolutions"]')).to_have_count(0)
    keep(page, "meeting-approved")

    prepare(page, body_id, "Plenário seguinte")
    expect(page.locator("main")).to_contain_text(DECISION)
    page.goto("/")
    send(page, page.locator('a[href^="/meetings/decisions?state=open"]'))
    send(page, page.locator('main td a[href$="/closing"]'))
    page.locator("textarea[name=how]").fill(DONE)
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator("main")).to_contain_text(DONE)
    page.goto("/")
    expect(page.locator('a[href^="/meetings/decisions"]')).to_have_count(0)


def prepare(page: Page, body_id: UUID, title: str) -> None:
    """Today, the whole day, with one item for a decision."""
    today = clock.today(ZONE)
    page.goto("/meetings/new")
    page.locator("#kind").select_option("plenary")
    page.locator("#body_id").select_option(str(body_id))
    page.locator("#title").fill(title)
    for box, number in zip(
        page.locator("input[name=on]").all(), (today.day, today.month, today.year), strict=True
    ):
        box.fill(str(number))
    page.locator("#starts").fill("00:01")
    page.locator("#ends").fill("23:59")
    page.locator("#place").fill("Salão nobre")
    page.locator("#agenda").fill("Informações")
    send(page, page.locator("main form button.button-primary"))
    send(page, page.locator('main a[href$="/agenda"]').first)
    page.locator("#words").fill("Fundo de emergência")
    page.locator('input[name=kind][value="decision"]').check()
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".agenda-item")).to_have_count(2)


def fill_day(page: Page, name: str, day: date) -> None:
    boxes = page.locator(f"input[name={name}]").all()
    for box, number in zip(boxes, (day.day, day.month, day.year), strict=True):
        box.fill(str(number))


def give_address(page: Page) -> None:
    """The first on the list gets a name and an address."""
    send(page, page.locator('main td a[href$="/edit"]').first)
    page.locator("#name").fill("Ana Reis")
    page.locator("#email").fill("ana@example.org")
    send(page, page.locator("main form button.button-primary"))


def answer(telephone: Page, link: str, keep: Keep) -> None:
    telephone.goto(link)
    keep(telephone, "meeting-link")
    telephone.locator('input[name="answer"][value="yes"]').check()
    send(telephone, telephone.locator("main form button"))
    expect(telephone.locator(".notice-good")).to_be_visible()


def begin(page: Page, *, present: int) -> None:
    send(page, page.locator('.actions a[href$="/beginning"]'))
    send(page, page.locator("main form button.button-primary"))
    note_presences(page, present=present, is_open=True)


def note_presences(page: Page, *, present: int, is_open: bool = False) -> None:
    if not is_open:
        send(page, page.locator('.actions a[href$="/presences"]'))
    for at, box in enumerate(page.locator("tbody select").all()):
        box.select_option("present" if at < present else "absent")
    send(page, page.locator("main form button.button-primary"))
    send(page, page.locator("main .actions a.button-quiet"))


def decide(page: Page) -> None:
    send(page, page.locator('a[href$="/resolutions"]'))
    page.locator("textarea[name=words]").fill(DECISION)
    page.locator("#votes_for").fill("2")
    fill_day(page, "due_on", date(2098, 12, 31))
    send(page, page.locator("main form button.button-primary"))
    send(page, page.locator('a[href$="/notes"]').last)
    page.locator("textarea[name=notes]").fill("O fundo foi apresentado.")
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".resolution")).to_contain_text(DECISION)


def approve(page: Page) -> None:
    send(page, page.locator('.actions a[href$="/approval"]'))
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".notice-good").first).to_be_visible()
