"""What a camera reads: codes and slips held before it; and when it may not, or is left alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, Page, ViewportSize, expect

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.outreach.deliveries.models import FieldRecord
from app.outreach.papers.models import Slip
from app.outreach.reading.packed import envelope_in, packed
from app.outreach.registrations.models import Registration
from app.outreach.slip_codes import code_of as code_of_slip
from app.skills.codes import ClaimCode
from app.skills.operations.inventories import code_of
from app.workshops.enrolments.slips import token_of
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.film import film, with_camera
from tests.browser.screens import send
from tests.cast import Cast
from tests.factories.attendance import make_running
from tests.factories.one_of_each import making, saved_list
from tests.factories.outreach_papers import a_table_with_sheets
from tests.factories.outreach_reading import sealed_records
from tests.factories.outreach_registrations import make_table
from tests.factories.visits import terminal_actor
from tests.factories.workshops import ZONE

Keep = Callable[[Page, str], None]
Shows = Callable[..., None]
TABLET: ViewportSize = {"width": 800, "height": 1280}
OPENER, SAID, VIEW = "[data-camera-open]", "[data-camera-said]", "[data-camera-view]"
REMEMBER = """() => {
  const devices = navigator.mediaDevices, ask = devices.getUserMedia.bind(devices);
  window.tracks = [];
  devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
LIVE = "() => tracks.filter(each => each.readyState === 'live').length"
LOOK_AWAY = """() => {
  Object.defineProperty(document, "hidden", { get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
ASK = (
    """() => navigator.mediaDevices.getUserMedia({ video: true }).then(() => "seen", (error) => error.name)"""
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film that lies before the camera; looked at anew each time the camera is opened."""
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


def as_facilitator(browser: Browser, address: str, cast: Cast) -> Page:
    """A page on which refusals are no complaint of the test."""
    context = browser.new_context(base_url=address, locale="pt-PT")
    context.add_cookies(cast.facilitator.cookies(address))  # type: ignore[arg-type]
    return context.new_page()


def test_a_code_held_before_the_camera_opens_the_list(
    shows: Shows, code: ClaimCode, open_as: Open, cast: Cast
) -> None:
    page = open_as(cast.facilitator)
    shows(code.scanned)
    page.goto("/desk")
    with page.expect_navigation():
        page.locator(OPENER).click()
    assert re.search("/desk/[0-9a-f-]{36}$", page.url)


def test_slips_at_the_door_are_read_one_after_another(
    shows: Shows, open_as: Open, cast: Cast, keep: Keep
) -> None:
    """Two taps a person: that they are here, and the next one. Once allowed, the camera opens by itself."""
    with making():
        _, places = make_running(cast.facilitator.actor, "Ana", "Bento", days=[clock.today(ZONE)])
        tokens = [token_of(place.id) for place in places]
    page = open_as(cast.registrar, viewport=TELEPHONE, touch=True)
    page.context.grant_permissions(["camera"])
    shows(f"https://portal.example/attendance/slips/{tokens[0]}")
    page.goto("/attendance/slips")
    expect(page).to_have_url(re.compile(tokens[0]))
    send(page, page.locator("button[value=present]"))
    shows(f"https://portal.example/attendance/slips/{tokens[1]}")
    page.locator('a[href="/attendance/slips"]').tap()
    expect(page).to_have_url(re.compile(tokens[1]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bento")
    keep(page, "slip-read")


def test_a_scanned_slip_is_the_registration(shows: Shows, open_as: Open, cast: Cast, keep: Keep) -> None:
    """Number and id come from its code; whoever types another number has the form's own id again."""
    with making():
        session = make_table(cast.facilitator.actor)
    slip_id = new_id()
    page = open_as(cast.registrar, viewport=TABLET, touch=True)
    shows(code_of_slip(12, slip_id))
    page.goto(f"/outreach/sessions/{session.id}/registrations/new")
    slip, hidden = page.locator("#slip"), page.locator("main form input[name=id]")
    own = hidden.input_value()
    for _twice in range(2):
        page.locator(OPENER).tap()
        expect(slip).to_have_value("12")
        expect(page.locator(VIEW)).to_be_hidden()
        expect(hidden).to_have_value(str(slip_id))
        keep(page, "outreach-slip-read")
        slip.fill("13")
        expect(hidden).to_have_value(own)
    slip.fill(code_of_slip(12, slip_id))  # as a scanner types it
    expect(slip).to_have_value("12")
    page.locator("#name").fill("Ana Feitosa")
    send(page, page.locator("form[data-registration] .actions button"))
    with making():
        kept = db.session.query(Registration).one()
        assert (kept.id, kept.slip) == (slip_id, "12")


READ = """words => document.querySelector("[data-camera]").dispatchEvent(
  new CustomEvent("camera:read", { bubbles: true, cancelable: true, detail: words }))"""


def test_the_code_of_a_sheet_leads_to_its_row(shows: Shows, open_as: Open, cast: Cast) -> None:
    """To the row with its number; to the next without a name where there is none."""
    with making():
        session_id = a_table_with_sheets(cast.facilitator.actor, 6).id
        slip_id = db.session.query(Slip.id).filter_by(session_id=session_id, number=4).one().id
    page = open_as(cast.registrar)
    shows(code_of_slip(4, slip_id))
    page.goto(f"/outreach/sessions/{session_id}/entry")
    page.locator(OPENER).click()
    expect(page.locator("#name-4")).to_be_focused()
    page.locator("[data-camera-close]").click()
    page.locator("#name-4").fill("Rui Terra")
    other = code_of_slip(112, new_id())
    assert page.evaluate(READ, other) is False
    expect(page.locator("#name-1")).to_be_focused()
    expect(page.locator("#slip-1")).to_have_value(other)
    page.locator("#slip-1").fill("1")
    assert page.evaluate(READ, "427180936") is True
    send(page, page.locator("form.sheet-entry .actions button").first)
    with making():
        kept = db.session.query(Registration).one()
        assert (kept.id, kept.slip) == (slip_id, "4")


def test_a_tablet_draws_what_the_server_reads(open_as: Open, app: Autonomus, cast: Cast) -> None:
    (envelope,) = sealed_records(cast.registrar, 1, words="Ana de Sá, ção, Оля")
    page = open_as(None)
    page.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto("/empty")
    code_js = f"/assets/{app.config['ASSETS_VERSION']}/js/outreach/code.js"
    drawn = page.evaluate("async ([at, each]) => (await import(at)).codeOf(each)", [code_js, envelope])
    assert drawn == packed(envelope)
    assert envelope_in(drawn) == envelope


def test_registrations_are_read_off_a_screen(shows: Shows, open_as: Open, cast: Cast, keep: Keep) -> None:
    """Also one as long as a code can hold; another code is passed over, and one that is seen again."""
    codes = [packed(each) for each in sealed_records(cast.registrar, 2)]
    (longest,) = sealed_records(cast.registrar, 1, words="palavras " * 190)
    page = open_as(cast.registrar, viewport=TELEPHONE, touch=True)
    shows("427180936", *codes, packed(longest), codes[0])
    page.goto("/outreach/reading")
    page.locator(OPENER).tap()
    expect(page.locator('[data-word="count"]')).to_have_text("3", timeout=30_000)
    expect(page.locator("#codes")).to_have_value("")
    keep(page, "outreach-reading")
    with making():
        assert db.session.query(FieldRecord).count() == 3


def test_what_was_read_without_network_waits_and_is_sent(shows: Shows, open_as: Open, cast: Cast) -> None:
    codes = [packed(each) for each in sealed_records(cast.registrar, 2)]
    page = open_as(cast.registrar)
    shows(*codes)
    page.route("**/outreach/records/*", lambda route: route.fulfill(status=429, json={}))
    page.goto("/outreach/reading")
    page.locator(OPENER).click()
    expect(page.locator("#codes")).to_have_value(re.compile("AUTONOMUS1:.*\nAUTONOMUS1:"))
    expect(page.locator('[data-say="waiting"]')).to_be_visible()
    page.locator("[data-camera-close]").click()
    page.unroute_all()
    send(page, page.locator("main form .actions button"))
    expect(page.locator("#codes")).to_have_value("")
    with making():
        assert db.session.query(FieldRecord).count() == 2


@pytest.mark.parametrize("way", ["close", "look away", "wait", "unplug"])
def test_the_camera_is_not_left_on(way: str, shows: Shows, open_as: Open, cast: Cast, keep: Keep) -> None:
    page = open_as(cast.facilitator)
    page.add_init_script(f"({REMEMBER})()")
    page.clock.install()
    shows()
    page.goto("/desk")
    page.locator(OPENER).click()
    expect(page.locator(VIEW)).to_be_visible()
    assert page.evaluate(LIVE) == 1
    keep(page, "camera-open")
    if way == "close":
        page.locator("[data-camera-close]").click()
        expect(page.locator(OPENER)).to_be_focused()
    elif way == "look away":
        page.evaluate(LOOK_AWAY)
    elif way == "wait":
        page.clock.fast_forward(91_000)
        expect(page.locator(SAID)).not_to_be_empty()
    else:
        page.evaluate("tracks[0].dispatchEvent(new Event('ended'))")
        expect(page.locator(SAID)).not_to_be_empty()
    expect(page.locator(VIEW)).to_be_hidden()
    assert page.evaluate(LIVE) == 0


def test_without_a_camera_nothing_speaks_of_one(open_as: Open, cast: Cast) -> None:
    page = open_as(cast.facilitator)
    page.add_init_script("navigator.mediaDevices.enumerateDevices = async () => []")
    page.goto("/desk")
    expect(page.locator("#digits")).to_be_visible()
    expect(page.locator("[data-camera-bound]")).to_be_hidden()


def test_without_javascript_the_code_is_typed(open_as: Open, cast: Cast, code: ClaimCode) -> None:
    page = open_as(cast.facilitator, javascript=False)
    page.goto("/desk")
    expect(page.locator("[data-camera]")).to_be_hidden()
    page.locator("#digits").fill(code.scanned)
    page.locator("main form .actions button").click()
    expect(page).to_have_url(re.compile("/desk/[0-9a-f-]{36}$"))


def test_whoever_does_not_allow_the_camera_is_told_and_may_choose_a_photograph(
    chromium: Browser, seen: Path, address: str, cast: Cast, code: ClaimCode, tmp_path: Path
) -> None:
    film(seen, [code.scanned])
    browser = with_camera(chromium, seen, allowed=False)
    try:
        page = as_facilitator(browser, address, cast)
        page.goto("/desk")
        page.locator(OPENER).click()
        expect(page.locator(SAID)).to_have_text(
            page.locator("[data-camera]").get_attribute("data-denied") or ""
        )
        expect(page.locator(VIEW)).to_be_hidden()
        photograph = tmp_path / "code.png"
        segno.make(code.scanned, micro=False).save(str(photograph), scale=6)
        with page.expect_navigation():
            page.locator("[data-camera-photograph] input").set_input_files(photograph)
        assert re.search("/desk/[0-9a-f-]{36}$", page.url)
    finally:
        browser.close()


def test_no_other_page_gets_at_the_camera(chromium: Browser, address: str, cast: Cast, shows: Shows) -> None:
    """Not even with a script that asks for it, and a person who always says yes."""
    shows()
    page = as_facilitator(chromium, address, cast)
    page.goto("/desk")
    assert page.evaluate(ASK) == "seen"
    page.goto("/participants")
    assert page.evaluate(ASK) == "NotAllowedError"
    page.context.close()
