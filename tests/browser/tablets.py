"""A tablet at a table in a hall: a browser with a folder of its own, which stays when it is closed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from app.core import jobs
from app.core.db import Base, db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.models import Registration
from tests.browser.program import arguments, program
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_deliveries import a_device, a_pack
from tests.factories.outreach_registrations import make_table

TABLET: ViewportSize = {"width": 800, "height": 1280}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
YEAR = 365 * 86_400


@dataclass
class Tablet:
    """Enrolled, and prepared for a session; `page` is the pack's."""

    chromium: Browser
    folder: Path
    address: str
    key: str
    pack_id: UUID
    device_id: UUID
    viewport: ViewportSize = field(default_factory=TABLET.copy)
    program: str | None = None
    options: tuple[str, ...] = ()
    complaints: list[str] = field(default_factory=list)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def open(self, *, offline: bool = False, look: bool = True) -> "Tablet":
        """The browser is started, and the page of the pack opened."""
        self.context = self.chromium.browser_type.launch_persistent_context(
            self.folder,
            executable_path=self.program or program(),
            args=[*arguments(), *self.options],
            base_url=self.address,
            viewport=self.viewport,
            has_touch=True,
            locale="pt-PT",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", lambda message: self._note(message.type, message.text))
        self.context.set_offline(offline)
        self.give_key(self.key)
        self.page = self.context.pages[0]
        if look:
            self.page.goto(f"/outreach/packs/{self.pack_id}")
        return self

    def give_key(self, key: str) -> None:
        """Chromium lets no page of http put such a cookie down, and sends it to localhost all the same."""
        secure = self.address.replace("http:", "https:")
        until = {"expires": time.time() + YEAR, "secure": True, "httpOnly": True, "sameSite": "Strict"}
        cookie: Any = {"name": "__Host-outreach", "value": key, "url": secure, **until}
        self.context.add_cookies([cookie])

    def close(self) -> None:
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.close()

    def again(self, *, offline: bool = False) -> None:
        """Closed and started once more, as after a night."""
        self.close()
        self.open(offline=offline)

    def ready(self) -> None:
        """It says that it works without network."""
        expect(self.page.locator("[data-say=prepared]")).to_be_visible(timeout=30_000)

    def register(self, name: str, slip: str = "") -> None:
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=slip]").fill(slip)
        self.page.locator("form[data-registration] .button-primary").click()
        expect(self.page.locator("[data-say=kept]")).to_be_visible(timeout=30_000)
        self.page.wait_for_timeout(750)  # the next person comes later than the second of two taps

    def count(self, name: str) -> Locator:
        return self.page.locator(f"[data-count={name}] [data-number]")

    def counts(self, kept: int, sent: int, refused: int = 0, *, seconds: int = 30) -> None:
        """What it says, sooner or later."""
        for name, number in (("kept", kept), ("sent", sent), ("refused", refused)):
            expect(self.count(name)).to_have_text(str(number), timeout=seconds * 1000)

    def said(self, name: str) -> Locator:
        return self.page.locator(f"[data-say={name}]")

    def fill_queue(self, many: int) -> None:
        """So many people registered by the scripts of the page, quicker than hands are."""
        script = """async (many) => {
          const [{ newId, seal }, { keep }] = await Promise.all(["box", "store"].map((name) => load(name)));
          const pack = { ...document.querySelector("[data-pack]").dataset };
          for (let at = 1; at <= many; at += 1) {
            const record = newId();
            const pairs = [["id", record], ["name", `Pessoa ${at}`], ["slip", ""]];
            await keep(await seal(pairs, { ...pack, record }), "");
          }
        }"""
        self.page.evaluate(LOAD)
        self.page.evaluate(script, many)

    def again_full(self) -> None:
        """Started once more, with no room left. Before the first write: the browser remembers its room."""
        self.close()
        self.open(look=False)
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": self.address, "quotaSize": 1})
        self.page.goto(f"/outreach/packs/{self.pack_id}")

    def hurry(self) -> None:
        """What waits for its turn to try again tries now, as when the network comes back."""
        self.page.evaluate("() => { dispatchEvent(new Event('online')); }")

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)


LOAD = """() => {
  const [script] = document.querySelectorAll("script[src$='/outreach/pack.js']");
  window.load = (name) => import(script.src.replace("pack.js", `${name}.js`));
}"""


def prepared(
    cast: Cast, chromium: Browser, folder: Path, address: str, key: str = "k" * 43, **other: Any
) -> Tablet:
    """A tablet that is enrolled, with a pack for a session of today; it is not opened yet."""
    with making():
        device = a_device(cast.administrator.actor, key)
        db.session.flush()
        pack = a_pack(cast.registrar.actor, make_table(cast.coordinator.actor), device)
    return Tablet(chromium, folder, address, key, pack.id, device.id, **other)


def received() -> int:
    """How many records the portal has."""
    return _count(FieldRecord)


def registered() -> int:
    """How many people are registered, once the worker has looked at what arrived."""
    db.session.rollback()
    jobs.run_due()
    return _count(Registration)


def _count(table: type[Base]) -> int:
    """Nothing stays locked: another process may be writing."""
    db.session.rollback()
    found = db.session.query(table).count()
    db.session.rollback()
    return found


def eventually(find: Callable[[], object], wanted: object, seconds: float = 30) -> None:
    """Fails when it does not become so."""
    until = time.monotonic() + seconds
    while (found := find()) != wanted:
        assert time.monotonic() < until, f"{found} instead of {wanted}"
        time.sleep(0.05)
