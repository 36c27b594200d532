"""Registering in a hall without network: nothing is lost, nothing comes twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.core import clock
from app.core.application import Autonomus
from app.core.assets import content_of
from app.core.db import db, new_id
from app.outreach.deliveries.models import FieldRecord
from app.outreach.devices.models import Device
from tests.browser.tablets import LAPTOP, TABLET, Tablet, eventually, prepared, received
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_deliveries import a_device
from tests.serving import serving

Keep = Callable[..., None]
CONTROLS = "async () => (await navigator.serviceWorker.getRegistration())[{0!r}] !== null"
TOOK_OVER = """async () => {
  const { waiting, active } = await navigator.serviceWorker.getRegistration();
  return waiting === null && active.state === "activated";
}"""


def test_a_day_without_network_ends_with_everybody_on_the_server(tablet: Tablet, keep: Keep) -> None:
    keep(tablet.page, "outreach-ready", TABLET, LAPTOP)
    tablet.context.set_offline(True)
    tablet.page.reload()
    for number in range(3):
        tablet.register(f"Pessoa {number}", str(number + 1))
    tablet.counts(kept=3, sent=0)
    expect(tablet.said("offline")).to_be_visible()
    keep(tablet.page, "outreach-offline", TABLET, LAPTOP)
    tablet.again(offline=True)
    tablet.counts(kept=3, sent=0)
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=3)
    assert received() == 3
    tablet.again()
    tablet.counts(kept=0, sent=3)
    assert received() == 3


def test_whoever_asks_for_another_page_without_network_finds_the_one_that_works(
    app: Autonomus, cast: Cast, chromium: Browser, tmp_path: Path
) -> None:
    with serving(app) as port:
        tablet = prepared(cast, chromium, tmp_path / "tablet", f"http://localhost:{port}").open()
        tablet.ready()
    tablet.page.goto("/outreach/device")
    expect(tablet.page).to_have_url(f"{tablet.address}/outreach/packs/{tablet.pack_id}")
    tablet.register("Maria")
    tablet.counts(kept=1, sent=0)
    expect(tablet.said("server")).to_be_visible()
    tablet.close()


HALF = """async (names) => {
  for (const name of names) {
    await (await caches.open(`outreach ${name}`)).put("/assets/half", new Response(""));
  }
}"""
CACHES = """async () => (await caches.keys()).filter((name) => name.startsWith("outreach "))"""


def test_a_pack_that_was_prepared_by_half_hides_none_that_is_whole(
    app: Autonomus, cast: Cast, chromium: Browser, tmp_path: Path
) -> None:
    with serving(app) as port:
        tablet = prepared(cast, chromium, tmp_path / "tablet", f"http://localhost:{port}").open()
        tablet.ready()
        tablet.page.evaluate(HALF, [str(new_id())])
    tablet.page.goto("/outreach/device")
    expect(tablet.page).to_have_url(f"{tablet.address}/outreach/packs/{tablet.pack_id}")
    tablet.close()


def test_what_broke_off_while_a_pack_was_prepared_leaves_nothing_and_the_next_try_stays(
    cast: Cast, chromium: Browser, address: str, tmp_path: Path
) -> None:
    tablet = prepared(cast, chromium, tmp_path / "tablet", address).open(look=False)
    page, files = tablet.page, "**/files.json"
    page.route(files, lambda route: route.fulfill(json={"files": ["/assets/not-there.css"]}))
    page.goto(f"/outreach/packs/{tablet.pack_id}")
    expect(tablet.said("not-prepared")).to_be_visible()
    assert page.evaluate(CACHES) == []
    page.evaluate(HALF, [str(each) for each in (tablet.pack_id, *(new_id() for _ in range(12)))])
    page.unroute(files)
    page.reload()
    tablet.ready()
    assert page.evaluate("async () => Boolean(await caches.match(location.pathname))")
    tablet.close()


def test_who_holds_a_slip_that_was_used_already_is_not_lost(tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    of_a_slip = "(id) => { document.querySelector('form[data-registration]').elements.id.value = id; }"
    for name in ("Maria", "Manuel"):
        tablet.page.evaluate(of_a_slip, str(tablet.pack_id))
        tablet.register(name, "7")
    tablet.counts(kept=2, sent=0)
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=2)
    assert received() == 2


def test_a_tablet_that_was_cut_off_keeps_its_queue_until_it_is_enrolled_again(
    cast: Cast, tablet: Tablet, keep: Keep
) -> None:
    with making():
        db.session.get_one(Device, tablet.device_id).revoked_at = clock.now()
    tablet.register("Maria", "1")
    expect(tablet.said("device")).to_be_visible()
    expect(tablet.said("device").get_by_role("link").first).to_have_attribute("href", "/outreach/device")
    keep(tablet.page, "outreach-cut-off", TABLET, LAPTOP)
    tablet.again(offline=True)
    tablet.register("Manuel", "2")
    tablet.counts(kept=2, sent=0)
    with making():
        a_device(cast.administrator.actor, "n" * 43, name="Tablet 2")
    tablet.key = "n" * 43
    tablet.again()
    tablet.counts(kept=0, sent=2)
    expect(tablet.said("device")).to_be_hidden()
    assert received() == 2


def test_whoever_may_register_sends_what_a_cut_off_tablet_kept(cast: Cast, tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    tablet.register("Maria", "1")
    with making():
        db.session.get_one(Device, tablet.device_id).revoked_at = clock.now()
    tablet.context.set_offline(False)
    tablet.page.goto("/outreach/device")
    tablet.counts(kept=1, sent=0)
    tablet.context.add_cookies(cast.facilitator.cookies(tablet.address))  # type: ignore[arg-type]
    tablet.page.goto("/outreach")
    tablet.counts(kept=0, sent=1)
    assert received() == 1


def test_a_clock_that_is_years_wrong_changes_nothing(tablet: Tablet) -> None:
    tablet.page.clock.set_fixed_time("1999-01-01T00:00:00Z")
    tablet.register("Maria")
    tablet.page.clock.set_fixed_time("2055-01-01T00:00:00Z")
    tablet.register("Manuel")
    tablet.counts(kept=0, sent=2)
    assert received() == 2


def test_what_a_restored_server_lacks_comes_again(tablet: Tablet) -> None:
    for name in ("Maria", "Manuel", "Inês"):
        tablet.register(name)
    tablet.counts(kept=0, sent=3)
    with making():  # the backup is of a moment before the second arrived
        for record in db.session.query(FieldRecord).order_by(FieldRecord.received_at)[1:]:
            db.session.delete(record)
    assert received() == 1
    tablet.page.reload()
    eventually(received, 3)
    tablet.counts(kept=0, sent=3)


def test_a_full_device_sends_at_once_or_leaves_what_was_typed_in_the_form(tablet: Tablet, keep: Keep) -> None:
    tablet.again_full()
    tablet.ready()
    tablet.context.set_offline(True)
    tablet.page.locator("[name=name]").fill("Maria")
    tablet.page.locator("[name=slip]").fill("5")
    save = tablet.page.locator("form[data-registration] .button-primary")
    save.click()
    expect(tablet.said("lost")).to_be_visible()
    expect(tablet.said("lost")).to_be_in_viewport()
    keep(tablet.page, "outreach-full", TABLET, LAPTOP)
    expect(tablet.page.locator("[name=name]")).to_have_value("Maria")
    expect(tablet.page.locator("[name=slip]")).to_have_value("5")
    tablet.context.set_offline(False)
    tablet.page.wait_for_timeout(750)
    save.click()
    expect(tablet.said("sent")).to_be_visible()
    expect(tablet.page.locator("[name=name]")).to_have_value("")
    assert received() == 1


def test_a_new_worker_waits_while_somebody_is_being_registered(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tablet.page
    page.locator("[name=name]").fill("Mar")
    newer = lambda path: content_of(path) + b"\nself.isNewer = true;\n"  # noqa: E731
    monkeypatch.setattr("app.outreach.packs.views.worker.content_of", newer)
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    page.wait_for_function(CONTROLS.format("waiting"))
    expect(page.locator("[name=name]")).to_have_value("Mar")
    tablet.register("Maria")
    page.wait_for_function(TOOK_OVER)
    tablet.counts(kept=0, sent=1)
    tablet.context.set_offline(True)
    page.reload()
    tablet.register("Manuel")
    tablet.counts(kept=1, sent=1)
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=2)
