"""What a hall, a network and a tired server do to registrations: each arrives, and arrives once."""

import random
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Route, expect

from kiosk import launch
from tests.browser.screens import KioskScreen
from tests.browser.tablets import Tablet, eventually, prepared, received, registered
from tests.cast import Cast
from tests.engines import Engine, settings
from tests.serving import by_granian, free_port
from tests.turns import everything

MANY = 500 if everything() else 60
MARKER, UNSENT_MARKER = "Zulmira Marcada Invento", "Hermengarda Por Guardar"


class BadNetwork:
    """Of ten questions two are refused, one or two never arrive, and as many are never answered."""

    def __init__(self) -> None:
        self.chance = random.Random(13)  # noqa: S311  of no secret

    def between(self, tablet: Tablet) -> None:
        tablet.context.route("**/outreach/records/*", self.carry)

    def carry(self, route: Route) -> None:
        draw = self.chance.random()
        if draw < 0.2:
            route.fulfill(status=503, body="busy")
        elif draw < 0.35:
            route.abort("connectionreset")
        elif draw < 0.5:
            with suppress(Error):  # the tab is being closed
                route.fetch()
                route.abort("connectionreset")
        else:
            route.continue_()


def test_a_bad_network_and_a_closed_tab_lose_nobody_of_two_tablets(
    cast: Cast, chromium: Browser, address: str, tmp_path: Path
) -> None:
    network, each_has = BadNetwork(), MANY // 2
    tablets = [prepared(cast, chromium, tmp_path / key, address, key * 43).open() for key in "ab"]
    for each in tablets:
        each.ready()
        each.context.set_offline(True)
        each.fill_queue(each_has)
        network.between(each)
        each.context.set_offline(False)
    tablets[0].again()
    network.between(tablets[0])
    until = time.monotonic() + 120
    while any(each.count("kept").text_content() != "0" for each in tablets) and time.monotonic() < until:
        for each in tablets:
            each.hurry()
            each.page.wait_for_timeout(500)
    for each in tablets:
        each.counts(kept=0, sent=each_has)
        each.close()
        assert not each.complaints
    assert received() == 2 * each_has


def test_a_server_that_is_killed_three_times_has_everybody_once(
    cast: Cast, chromium: Browser, engine: Engine, tmp_path: Path
) -> None:
    port, config = free_port(), settings(engine.url, tmp_path)
    surroundings = {
        "AUTONOMUS_ENV": "test",
        "SECRET_KEY": config.secret_key,
        "DATABASE_URL": engine.url,
        "DATA_FOLDER": str(tmp_path),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "TLS": "off",
    }
    tablet = prepared(cast, chromium, tmp_path / "tablet", f"http://localhost:{port}")
    with by_granian(tmp_path, "wsgi:server", workers=1, port=port, **surroundings):
        tablet.open().ready()
        tablet.context.set_offline(True)
        tablet.fill_queue(MANY)
    tablet.context.set_offline(False)
    for turn in range(1, 4):
        with by_granian(tmp_path, "wsgi:server", workers=1, port=port, **surroundings):
            tablet.hurry()
            wanted = MANY * turn // 4
            eventually(lambda least=wanted: received() >= least, True)  # type: ignore[misc]
    with by_granian(tmp_path, "wsgi:server", workers=1, port=port, **surroundings):
        tablet.hurry()
        tablet.counts(kept=0, sent=MANY)
    tablet.close()
    assert received() == MANY


@pytest.mark.parametrize("many", [MANY, 2000] if everything() else [MANY])
def test_many_registrations_drain_quickly(tablet: Tablet, many: int) -> None:
    tablet.context.set_offline(True)
    tablet.fill_queue(many)
    tablet.counts(kept=many, sent=0)
    began = time.monotonic()
    tablet.context.set_offline(False)
    tablet.hurry()
    tablet.counts(kept=0, sent=many, seconds=600)
    print(f"{many} registrations drained in {time.monotonic() - began:.1f} s")
    assert received() == many
    if many == MANY:
        assert registered() == many


def test_a_stolen_tablet_tells_nothing(cast: Cast, chromium: Browser, address: str, tmp_path: Path) -> None:
    program = next(filter(None, map(shutil.which, launch.CHROMIUM)), None)  # the whole one writes more down
    tablet = prepared(cast, chromium, tmp_path / "tablet", address, program=program).open()
    tablet.ready()
    tablet.context.set_offline(True)
    tablet.page.reload()
    tablet.register(MARKER, "4711")
    tablet.page.locator("[name=name]").fill(UNSENT_MARKER)
    tablet.page.wait_for_timeout(1000)
    tablet.close()
    assert found_in(tablet.folder, str(tablet.pack_id)), "the search finds what is there"
    for marker in (MARKER, UNSENT_MARKER):
        for part in (marker, marker.split()[0]):
            assert not found_in(tablet.folder, part)
    tablet.open(offline=True)
    tablet.counts(kept=1, sent=0)
    expect(tablet.page.locator("[name=name]")).to_have_value("")
    tablet.context.set_offline(False)
    eventually(registered, 1)
    tablet.close()


def found_in(folder: Path, text: str) -> list[Path]:
    """The files that hold it, in either way in which a browser writes text."""
    ways = [text.encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(way in path.read_bytes() for way in ways)]


def test_the_end_of_a_visit_at_the_kiosk_leaves_the_queue(cast: Cast, tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    tablet.fill_queue(5)
    tablet.context.set_offline(False)
    tablet.context.route("**/outreach/records/**", lambda route: route.abort())
    tablet.context.add_cookies(cast.kiosk.cookies(tablet.address))  # type: ignore[arg-type]
    kiosk = KioskScreen(tablet.context.new_page())
    kiosk.choose_language("pt")
    kiosk.begin_list()
    kiosk.tap('a[href^="/kiosk/leaving"]')
    kiosk.tap('main form[action="/kiosk/visit/end"] button')
    expect(kiosk.page.locator('button[name="language"]').first).to_be_visible()
    tablet.context.unroute("**/outreach/records/**")
    tablet.page.reload()
    tablet.counts(kept=0, sent=5)
    assert received() == 5
