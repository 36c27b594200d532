"""The page of a pack: what it takes, what it asks, what it says, and the code as the last resort."""

from collections.abc import Callable
from uuid import UUID

from flask import current_app
from playwright.sync_api import Dialog, Page, expect

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from tests.browser.axe import Axe
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.tablets import LAPTOP, TABLET, Tablet, eventually, received, registered
from tests.cast import Cast

Keep = Callable[..., None]


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
    keep = tablet.page.locator("form[data-registration] .button-primary")
    tablet.page.locator("[name=name]").fill("Maria")
    keep.dblclick()
    tablet.counts(kept=0, sent=1)
    keep.click()
    expect(tablet.page.locator("[name=name]")).to_have_value("")
    expect(tablet.page.locator("[name=name]")).to_be_focused()
    assert received() == 1


def test_without_a_name_nothing_is_kept_and_the_field_is_found(tablet: Tablet) -> None:
    name, slip = tablet.page.locator("[name=name]"), tablet.page.locator("[name=slip]")
    keep = tablet.page.locator("form[data-registration] [type=submit]")
    name.fill("  ")
    slip.fill("12")
    keep.click()
    expect(name).to_be_focused()
    expect(slip).to_have_value("12")
    name.fill("Maria")
    slip.fill("doze")
    keep.click()
    expect(slip).to_be_focused()
    expect(name).to_have_value("Maria")
    expect(tablet.said("kept")).to_be_hidden()
    tablet.counts(kept=0, sent=0)


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
