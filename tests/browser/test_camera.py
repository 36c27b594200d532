"""What a camera reads: codes and slips held before it; and when it may not, or sees nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app.skills.codes import ClaimCode
from app.skills.operations.inventories import code_of
from tests.browser.conftest import Open
from tests.browser.film import film, with_camera
from tests.cast import Cast
from tests.factories.one_of_each import making, saved_list
from tests.factories.visits import terminal_actor

Shows = Callable[..., None]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film that lies before the camera; read anew each time the camera is opened."""
    return tmp_path_factory.mktemp("camera") / "seen.y4m"


@pytest.fixture(scope="module")
def chromium(chromium: Browser, seen: Path) -> Iterator[Browser]:
    browser = with_camera(chromium, seen)
    yield browser
    browser.close()


@pytest.fixture
def shows(seen: Path) -> Shows:
    """`shows("427180936")`: the codes that are held before the camera."""
    return lambda *codes: film(seen, codes)


@pytest.fixture
def code(cast: Cast) -> ClaimCode:
    with making():
        return code_of(saved_list(terminal_actor(cast.kiosk.id)))


def test_a_code_held_before_the_camera_opens_the_list(
    shows: Shows, code: ClaimCode, open_as: Open, cast: Cast, keep: Callable[[Page, str], None]
) -> None:
    page = open_as(cast.facilitator)
    shows(code.scanned)
    page.goto("/desk")
    with page.expect_navigation():
        page.locator("[data-camera-open]").click()
    assert re.search("/desk/[0-9a-f-]{36}$", page.url)
