"""A real Chromium against a real server on loopback, with JavaScript on and off."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, ViewportSize, sync_playwright

from app.core.application import Autonomus
from tests.browser.program import arguments, program
from tests.browser.tablets import Tablet, prepared
from tests.cast import Cast, Person
from tests.serving import serving

PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
LANDSCAPE: ViewportSize = {"width": 1280, "height": 800}
DESK: ViewportSize = {"width": 1280, "height": 800}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
SCREENSHOTS = os.environ.get("SCREENSHOTS")
"""The folder for screenshots; without it none are taken, for they cost a tenth of the time."""


def launched(kind: BrowserType, *more: str) -> Browser:
    """The Chromium that this machine has, with `more` options."""
    return kind.launch(args=[*arguments(), *more], executable_path=program())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a run; every test opens its own context in it."""
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Autonomus) -> Iterator[str]:
    """The address of the application, served by threads of this process on a free port."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with serving(app) as port:
        yield f"http://localhost:{port}"


Open = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, address: str) -> Iterator[Open]:
    """`open_as(cast.facilitator, javascript=False, viewport=DESK)`: a fresh browser of that person.

    Fails the test when a page reports an error of its scripts or of its content security policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(
        person: Person | None,
        *,
        javascript: bool = True,
        viewport: ViewportSize = DESK,
        touch: bool = False,
        locale: str = "pt-PT",
    ) -> Page:
        context = chromium.new_context(
            base_url=address,
            java_script_enabled=javascript,
            viewport=viewport,
            has_touch=touch,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if person is not None:
            context.add_cookies(person.cookies(address))  # type: ignore[arg-type]
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda message: _note(complaints, message.type, message.text))
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not complaints, complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Refusals that a test asks for (422, 404…), or no network, are no complaint; everything else is."""
    if kind == "error" and "status of 4" not in text and "ERR_INTERNET_DISCONNECTED" not in text:
        complaints.append(text)


@pytest.fixture
def keep() -> Callable[..., None]:
    """`keep(page, "kiosk-home")`: a screenshot for people to look at, where somebody asked for them.

    `keep(page, "kiosk-home", LANDSCAPE, PORTRAIT)`: at these sizes; the page stays at the last.
    """

    def save(page: Page, name: str, *sizes: ViewportSize) -> None:
        if SCREENSHOTS is None:
            return
        for size in sizes or (page.viewport_size or DESK,):
            page.set_viewport_size(size)
            page.screenshot(path=Path(SCREENSHOTS) / f"{name}-{size['width']}x{size['height']}.png")

    return save


@pytest.fixture
def tablet(cast: Cast, chromium: Browser, address: str, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet that was prepared for a session, with network."""
    found = prepared(cast, chromium, tmp_path / "tablet", address).open()
    found.ready()
    yield found
    found.close()
    assert not found.complaints, found.complaints
