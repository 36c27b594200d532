"""A long list or a large paper: asked for, watched while it is made, fetched; with and without JavaScript."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.core import jobs
from app.core.db import db
from app.core.tasks import Task, TaskState
from app.core.unit_of_work import writing
from app.ui import list_files, paper_files
from tests.browser.axe import Axe
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.attendance import make_running
from tests.factories.one_of_each import clerk, making, one_of_each

Keep = Callable[..., None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(list_files, "AT_ONCE", 0)
    one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)


@SCRIPT
def test_a_list_is_asked_for_watched_and_fetched(
    javascript: bool, open_as: Open, cast: Cast, keep: Keep
) -> None:
    page = open_as(cast.facilitator, javascript=javascript)
    axe = Axe(page) if javascript else None
    page.goto("/participants.csv")
    judge(page, axe, "list-to-prepare", keep)
    send(page, page.locator('form[action="/tasks"] button'))
    judge(page, axe, "task-waits", keep)
    goes_on(UUID(page.url.rpartition("/")[2]))
    bar = page.locator("#task progress")
    expect(bar).to_have_attribute("max", "100000", timeout=15_000)  # it looks again by itself
    judge(page, axe, "task-runs", keep)
    page.goto("/")
    send(page, page.locator("#own-tasks a"))
    jobs.run_due()
    fetch = page.locator('#task a[href$="/file"]')
    expect(fetch).to_be_visible(timeout=15_000)
    judge(page, axe, "task-done", keep)
    with page.expect_download() as download:
        fetch.click()
    assert download.value.suggested_filename.startswith("participantes-")


def test_a_large_paper_is_asked_for_and_fetched(
    open_as: Open, cast: Cast, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_files, "AT_ONCE", 0)
    page = open_as(cast.facilitator)
    axe = Axe(page)
    with making():
        series, _places = make_running(cast.facilitator.actor, "Ana Invenção")
        attendance = f"/workshops/{series.id}/attendance"
    page.goto(attendance)
    send(page, page.locator('a[href$="/slips.pdf"]'))
    judge(page, axe, "paper-to-prepare", keep)
    send(page, page.locator('form[action="/tasks"] button'))
    jobs.run_due()
    fetch = page.locator('#task a[href$="/file"]')
    expect(fetch).to_be_visible(timeout=15_000)
    judge(page, axe, "paper-done", keep)
    with page.expect_download() as download:
        fetch.click()
    assert download.value.suggested_filename == "cartoes-de-presenca.pdf"


def goes_on(task_id: UUID) -> None:
    """As if the worker were at it."""
    with writing():
        task = db.session.get_one(Task, task_id)
        task.state, task.done, task.total = TaskState.RUNNING.value, 4_000, 100_000


@pytest.mark.parametrize("state", [TaskState.REFUSED, TaskState.FAILED])
def test_what_did_not_work_is_said_to_everybody(
    state: TaskState, open_as: Open, cast: Cast, keep: Keep
) -> None:
    page = open_as(cast.facilitator)
    axe = Axe(page)
    page.goto("/participants.xlsx")
    send(page, page.locator('form[action="/tasks"] button'))
    with writing():
        task = db.session.get_one(Task, UUID(page.url.rpartition("/")[2]))
        task.state, task.finished_at = state.value, task.created_at
    expect(page.locator("#task .notice-title")).to_be_visible(timeout=15_000)
    judge(page, axe, f"task-{state}", keep)


def judge(page: Page, axe: Axe | None, name: str, keep: Keep) -> None:
    """Nothing sticks out on a telephone, and axe finds nothing; it needs scripts."""
    keep(page, name)
    if axe is not None:
        page.set_viewport_size(TELEPHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
        page.set_viewport_size(DESK)
        assert not axe.violations(name)
