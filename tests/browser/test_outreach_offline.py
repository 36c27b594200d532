"""Registering in a hall without network: nothing is lost, nothing comes twice, nothing can be read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import current_app
from playwright.sync_api import Browser, Dialog, Page, expect

from app.core import clock
from app.core.application import Autonomus
from app.core.assets import content_of
from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.devices.models import Device
from tests.browser.axe import Axe
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.tablets import LAPTOP, TABLET, Tablet, eventually, prepared, received, registered
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_deliveries import a_device
from tests.serving import serving

Keep = Callable[..., None]
CONTROLS = "async () => (await navigator.serviceWorker.getRegistration())[{0!r}] !== null"


@pytest.fixture
def tablet(cast: Cast, chromium: Browser, address: str, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet that was prepared this morning, with network."""
    found = prepared(cast, chromium, tmp_path / "tablet", address).open()
    found.ready()
    yield found
    found.close()
    assert not found.complaints, found.complaints


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


def test_what_was_typed_is_not_left_without_a_question(tablet: Tablet) -> None:
    name, questions = tablet.page.locator("[name=name]"), list[str]()

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    tablet.page.on("dialog", stay)
    name.press_sequentially("Mar")
    tablet.page.evaluate("setTimeout(() => location.assign('/outreach/device'))")
    tablet.page.wait_for_timeout(1000)
    assert questions == ["beforeunload"]
    expect(name).to_have_value("Mar")
    tablet.register("Maria")
    tablet.page.goto("/outreach/device")
    assert len(questions) == 1, "what is kept needs no question"


def test_two_quick_taps_are_one_person(tablet: Tablet) -> None:
    tablet.page.locator("[name=name]").fill("Maria")
    tablet.page.locator("form[data-registration] .button-primary").dblclick()
    tablet.counts(kept=0, sent=1)
    expect(tablet.page.locator("[name=name]")).to_have_value("")
    expect(tablet.page.locator("[name=name]")).to_be_focused()
    assert received() == 1


def test_without_a_name_nothing_is_kept_and_the_field_is_found(tablet: Tablet) -> None:
    name, slip = tablet.page.locator("[name=name]"), tablet.page.locator("[name=slip]")
    name.fill("  ")
    slip.fill("12")
    slip.press("Enter")
    expect(name).to_be_focused()
    expect(slip).to_have_value("12")
    name.fill("Maria")
    slip.fill("doze")
    slip.press("Enter")
    expect(slip).to_be_focused()
    expect(name).to_have_value("Maria")
    expect(tablet.said("kept")).to_be_hidden()
    tablet.counts(kept=0, sent=0)


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


def test_a_browser_that_keeps_nothing_says_nothing_about_it(cast: Cast, open_as: Open) -> None:
    page = open_as(cast.registrar)
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/queue.js")):
        page.goto("/outreach")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-queue]")).to_be_hidden()


def test_the_whole_of_it_by_keyboard(tablet: Tablet) -> None:
    page = tablet.page
    tablet.context.set_offline(True)
    page.locator("[name=name]").focus()
    page.keyboard.type("Maria")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('form[data-registration] [type=submit]')"):
            break
    page.keyboard.press("Enter")
    tablet.counts(kept=1, sent=0)
    expect(page.locator("[name=name]")).to_be_focused()
    page.locator(".queue summary").press("Enter")
    page.locator(".queue-row button").press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".queue-row button")).to_be_focused()
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=1)


def test_what_the_page_says_can_be_read_by_everybody(tablet: Tablet, keep: Keep) -> None:
    page, axe = tablet.page, Axe(tablet.page)
    tablet.context.set_offline(True)
    page.reload()
    tablet.register("Maria", "12")
    tablet.counts(kept=1, sent=0)
    page.locator(".queue summary").click()
    expect(page.locator(".queue-row")).to_be_visible()
    assert not axe.violations("offline")
    keep(page, "outreach-telephone", TELEPHONE)
    refused = {"status": 422, "json": {"error": "envelope"}}
    page.route("**/outreach/records/*", lambda route: route.fulfill(**refused))
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=0, refused=1)
    page.locator(".queue-row button").click()
    expect(page.locator("dialog svg")).to_be_visible()
    assert not axe.violations("attention")


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


def test_a_promise_to_keep_is_told_and_a_refusal_too(tablet: Tablet) -> None:
    expect(tablet.said("not-lasting")).to_be_visible()
    tablet.page.add_init_script("navigator.storage.persist = async () => true")
    tablet.page.reload()
    tablet.ready()
    expect(tablet.said("not-lasting")).to_be_hidden()


READ = """async ([drawn, folder]) => {
  const { default: decode } = await import(`${folder}/vendor/qr/decode.js`);
  const { envelopeIn } = await import(`${folder}/js/outreach/code.js`);
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
  await picture.decode();
  const context = new OffscreenCanvas(1200, 1200).getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 1200, 1200);
  context.drawImage(picture, 0, 0, 1200, 1200);
  return envelopeIn(decode(context.getImageData(0, 0, 1200, 1200)));
}"""


def read_code(page: Page) -> dict[str, str]:
    """What another device finds in the code on this screen."""
    drawn = page.evaluate("new XMLSerializer().serializeToString(document.querySelector('[data-code] svg'))")
    other = page.context.new_page()
    other.route("**/empty", lambda route: route.fulfill(content_type="text/html", body="<!DOCTYPE html>"))
    other.goto("/empty")
    envelope: dict[str, str] = other.evaluate(
        READ, [drawn, f"/assets/{current_app.config['ASSETS_VERSION']}"]
    )
    other.close()
    return envelope


def test_what_the_portal_does_not_take_stays_and_another_device_can_read_it(
    tablet: Tablet, keep: Keep
) -> None:
    page = tablet.page
    tablet.context.route(
        "**/outreach/records/*", lambda route: route.fulfill(status=422, json={"error": "envelope"})
    )
    tablet.register("Maria", "12")
    tablet.counts(kept=0, sent=0, refused=1)
    expect(tablet.said("attention")).to_be_visible()
    page.locator(".queue summary").click()
    keep(page, "outreach-attention", TABLET, LAPTOP)
    row = page.locator(".queue-row")
    expect(row).to_contain_text("12")
    row.get_by_role("button").click()
    expect(page.locator("dialog [data-code] svg")).to_be_visible()
    keep(page, "outreach-code", TABLET, LAPTOP)
    envelope = read_code(page)
    assert UUID(envelope["pack"]) == tablet.pack_id
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    tablet.context.unroute("**/outreach/records/*")
    page.locator("[data-again]").click()
    tablet.counts(kept=0, sent=1)
    expect(tablet.said("attention")).to_be_hidden()
    eventually(registered, 1)
    assert str(db.session.query(FieldRecord.id).scalar()) == envelope["record"]
    db.session.rollback()


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
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistration()).waiting === null")
    tablet.counts(kept=0, sent=1)
    tablet.context.set_offline(True)
    page.reload()
    tablet.register("Manuel")
    tablet.counts(kept=1, sent=1)
    tablet.context.set_offline(False)
    tablet.counts(kept=0, sent=2)
