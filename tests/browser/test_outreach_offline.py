"""Registering in a hall without network: nothing is lost, nothing comes twice, nothing can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tablets import Tablet, prepared, received
from tests.cast import Cast


@pytest.fixture
def tablet(cast: Cast, chromium: Browser, address: str, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet that was prepared this morning, with network."""
    found = prepared(cast, chromium, tmp_path / "tablet", address).open()
    found.ready()
    yield found
    found.close()
    assert not found.complaints, found.complaints


def test_a_day_without_network_ends_with_everybody_on_the_server(tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    tablet.page.reload()
    for number in range(3):
        tablet.register(f"Pessoa {number}", str(number + 1))
    tablet.counts(kept=3, sent=0)
    expect(tablet.said("offline")).to_be_visible()
    tablet.again(offline=True)
    tablet.counts(kept=3, sent=0)
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=3)
    assert received() == 3
    tablet.again()
    tablet.counts(kept=0, sent=3)
    assert received() == 3


def test_two_quick_taps_are_one_person(tablet: Tablet) -> None:
    tablet.page.locator("[name=name]").fill("Maria")
    tablet.page.locator("form[data-registration] .button-primary").dblclick()
    tablet.counts(kept=0, sent=1)
    expect(tablet.page.locator("[name=name]")).to_have_value("")
    expect(tablet.page.locator("[name=name]")).to_be_focused()
    assert received() == 1
