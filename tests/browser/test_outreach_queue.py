"""The queue of a device by itself: its modules on an empty page, before a server that answers at will."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import current_app
from playwright.sync_api import Browser, Page, Route

from app.core.db import new_id
from app.outreach.packs.sealing import new_pair, open_box

EMPTY = "<!DOCTYPE html><html lang=pt><title>Fila</title><link rel=icon href='data:,'>"
LONG_AGO, NOW, LATER = "2026-05-01T10:00:00+00:00", "2026-05-04T10:00:00+00:00", "2026-05-04T22:00:00+00:00"


class Server:
    """What the portal answers, and what it was told."""

    def __init__(self) -> None:
        self.status: Callable[[UUID], int] = lambda _id: 201
        self.received: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.safe_until: str | None = None
        self.epoch = "first"

    def answer(self, route: Route) -> None:
        request = route.request
        body = json.loads(request.post_data or "null")
        if request.url.endswith("/known"):
            known = {each: NOW for each in body["ids"] if each in self.received}
            route.fulfill(json={"known": known, "safe_until": self.safe_until, "epoch": self.epoch})
            return
        record = request.url.rsplit("/", 1)[1]
        self.asked.append(record)
        status = self.status(UUID(record))
        if status == 0:
            route.abort("connectionreset")
        elif status < 300:
            self.received[record] = body
            route.fulfill(status=status, json={"received_at": NOW, "safe": False})
        else:
            route.fulfill(status=status, json={"error": "envelope"})


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def page(chromium: Browser, address: str, server: Server) -> Iterator[Page]:
    """An empty page that may import the modules; `load("sync")` gives one to its scripts."""
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(10_000)
    folder = f"/assets/{current_app.config['ASSETS_VERSION']}/js/outreach"
    context.add_init_script(f"window.load = (name) => import(`{folder}/${{name}}.js`)")
    context.route("**/outreach/empty", lambda route: route.fulfill(content_type="text/html", body=EMPTY))
    context.route("**/outreach/records/**", server.answer)
    page = context.new_page()
    for _ in range(2):  # a page asks once at the beginning, as that of a pack does when it is prepared
        page.goto("/outreach/empty")
        sync(page)
    page.goto("/outreach/empty")
    yield page
    context.close()


def keep(page: Page, many: int = 1) -> list[str]:
    """So many sealed records in the queue, and their ids."""
    script = """async (many) => {
      const [{ newId }, { keep }] = [await load("box"), await load("store")];
      const ids = Array.from({ length: many }, () => newId());
      const rest = { v: 1, pack: "p", point: "a", iv: "a", sealed: "a", carried: "c" };
      for (const id of ids) await keep({ ...rest, record: id }, "7");
      return ids;
    }"""
    ids: list[str] = page.evaluate(script, many)
    return ids


def sync(page: Page) -> dict[str, Any]:
    """Hand over once; gives the counts and the trouble there was."""
    script = """async () => {
      const [{ sync, onState }, { count }] = [await load("sync"), await load("store")];
      let last;
      onState((state) => { last = state; });
      await sync();
      return { ...(await count()), trouble: last.trouble };
    }"""
    told: dict[str, Any] = page.evaluate(script)
    return told


def test_what_a_device_seals_only_the_server_opens(page: Page) -> None:
    public, private = new_pair()
    pack = {"pack": str(new_id()), "session": str(new_id()), "publicKey": public, "carried": "key:abc"}
    script = """async (pack) => {
      const { newId, seal } = await load("box");
      return seal([["name", "Conceição ☀"], ["work", "a"], ["work", "b"]], { ...pack, record: newId() });
    }"""
    envelope = page.evaluate(script, pack)
    said = json.loads(open_box(envelope, private))
    assert said["form"] == [["name", "Conceição ☀"], ["work", "a"], ["work", "b"]]
    assert (said["v"], said["pack"], said["session"]) == (1, pack["pack"], pack["session"])
    assert UUID(envelope["record"]).version == 7
    assert envelope["carried"] == "key:abc"
    assert page.evaluate(script, pack)["point"] != envelope["point"], "a key of its own for each record"


def test_an_id_tells_the_time_and_is_never_the_same(page: Page) -> None:
    ids = page.evaluate(
        "async () => { const { newId } = await load('box');"
        " return Array.from({ length: 2000 }, () => newId(1700000000123)); }"
    )
    assert len(set(ids)) == 2000
    assert {UUID(each).int >> 80 for each in ids} == {1700000000123}
    assert {UUID(each).version for each in ids} == {7}


def test_a_code_on_the_screen_holds_the_very_envelope(page: Page) -> None:
    public, _ = new_pair()
    pack = {
        "pack": str(new_id()),
        "session": str(new_id()),
        "publicKey": public,
        "carried": "key:" + "Ab+/" * 140,
    }
    script = """async ([pack, size]) => {
      const { newId, seal } = await load("box");
      const { codeOf, draw, envelopeIn } = await load("code");
      const { default: decodeQR } = await import(`${ASSETS}/vendor/qr/decode.js`);
      const envelope = await seal([["name", "x".repeat(size)]], { ...pack, record: newId() });
      const text = codeOf(envelope);
      const { width } = draw(text).viewBox.baseVal;
      return [envelope, envelopeIn(text), text.length, width];
    }"""
    page.evaluate("v => { window.ASSETS = `/assets/${v}`; }", current_app.config["ASSETS_VERSION"])
    envelope, read, length, width = page.evaluate(script, [pack, 1800])
    assert read == envelope
    assert length <= 4296, "the most that one code holds in these characters"
    assert width <= 177 + 8


def test_records_arrive_each_once_and_stay_until_a_backup_has_them(page: Page, server: Server) -> None:
    ids = keep(page, 9)
    assert sync(page) == {"kept": 0, "sent": 9, "refused": 0, "trouble": ""}
    assert sorted(server.asked) == sorted(ids)
    again = (
        "async () => { const { idsOf } = await load('store'); return (await idsOf('acknowledged')).length; }"
    )
    for until, left in ((None, 9), (LONG_AGO, 9), (NOW, 9), (LATER, 0)):
        server.safe_until = until
        page.goto("/outreach/empty")  # a page asks at once what is safe
        assert sync(page)["sent"] == 9, "what went stays counted"
        assert page.evaluate(again) == left
    assert len(server.asked) == 9


def test_what_a_restored_server_lacks_goes_there_again(page: Page, server: Server) -> None:
    ids = keep(page, 3)
    sync(page)
    del server.received[ids[1]]
    server.safe_until = LATER
    page.goto("/outreach/empty")
    sync(page)
    page.wait_for_function("async () => (await (await load('store')).count()).kept === 0")
    assert set(server.received) == set(ids)
    assert server.asked.count(ids[1]) == 2


def test_after_a_restore_everything_that_is_here_goes_there_again(page: Page, server: Server) -> None:
    """What came under this id is known there, and perhaps is another tablet's."""
    ids = keep(page, 3)
    sync(page)
    server.safe_until, server.epoch = LATER, "restored"
    page.goto("/outreach/empty")
    sync(page)
    page.wait_for_function("async () => (await (await load('store')).count()).kept === 0")
    assert sorted(server.asked) == sorted(ids * 2)
    page.goto("/outreach/empty")
    assert sync(page)["sent"] == 3
    assert len(server.asked) == 6, "once for each restore"
    assert page.evaluate("async () => (await (await load('store')).idsOf('acknowledged')).length") == 0


def test_one_bad_record_holds_nobody_up(page: Page, server: Server) -> None:
    ids = keep(page, 12)
    bad = {UUID(ids[0]): 422, UUID(ids[1]): 413, UUID(ids[2]): 500, UUID(ids[3]): 0}
    server.status = lambda record: bad.get(record, 201)
    told = sync(page)
    for _ in range(3):
        told = sync(page)
    assert told["sent"] == 8
    assert (told["kept"], told["refused"]) == (2, 2), "a fault of the server is no fault of the record"
    bad.clear()
    assert sync(page)["sent"] == 10
    page.evaluate(
        "async () => { const s = await load('store'); await s.sendAgain(await s.idsOf('refused')); }"
    )
    assert sync(page)["sent"] == 12


@pytest.mark.parametrize(
    ("status", "trouble"), [(0, "server"), (503, "server"), (401, "device"), (403, "server"), (409, "server")]
)
def test_nothing_goes_while_the_server_does_not_take_it(
    page: Page, server: Server, status: int, trouble: str
) -> None:
    keep(page, 20)
    server.status = lambda _record: status
    assert sync(page) == {"kept": 20, "sent": 0, "refused": 0, "trouble": trouble}
    assert len(server.asked) <= 7, "whoever does not answer is not asked for every record"


def test_only_the_words_of_the_portal_acknowledge(page: Page, server: Server) -> None:
    keep(page, 2)
    page.context.route(
        "**/outreach/records/*", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi</h1>")
    )
    assert sync(page) == {"kept": 2, "sent": 0, "refused": 0, "trouble": "server"}


def test_a_second_record_of_one_id_is_kept_beside_the_first(page: Page, server: Server) -> None:
    (known,) = keep(page)
    server.received[known] = {"of": "another device"}
    told = {"error": "same_id", "received_at": NOW}
    page.context.route("**/outreach/records/*-*", lambda route: route.fulfill(status=409, json=told))
    assert sync(page)["sent"] == 1


def test_two_pages_do_not_send_twice(page: Page, server: Server) -> None:
    ids = keep(page, 20)
    other = page.context.new_page()
    other.goto("/outreach/empty")
    start = "async () => { const { sync } = await load('sync'); window.done = sync(); }"
    page.evaluate(start)
    other.evaluate(start)
    for each in (page, other):
        each.evaluate("() => window.done")
    assert sorted(server.asked) == sorted(ids)


def test_the_same_id_is_never_written_over(page: Page) -> None:
    (known,) = keep(page)
    script = """async (record) => {
      const { keep } = await load("store");
      return keep({ record, pack: "p", sealed: "another" }, "").catch((error) => error.name);
    }"""
    assert page.evaluate(script, known) == "ConstraintError"
    sealed = page.evaluate("async (id) => (await (await load('store')).envelopeOf(id)).sealed", known)
    assert sealed == "a"
