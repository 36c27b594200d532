"""The rows of the benchmark: what is measured, against what, and the figure it must reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode
from uuid import UUID

from app.core.db import new_id
from app.dev.bench.browser import Browser
from app.dev.bench.load import Body, Share, Target, at_rate, share
from app.dev.demo.places import id_of
from app.dev.demo.staff import EMAILS, HALL, PASSWORD

SECONDS = 3.0
TIMES = 5
CLERK = "Inês Carvalhal"
KIOSK = {
    "home": "/kiosk/",
    "areas": "/kiosk/contexts",
    "card": "/kiosk/contexts/home-family/1",
    "needs": "/kiosk/needs",
    "on": "/kiosk/workshops",
}
LEAST = {"on": 0.5}
"""The other screens are the same for everybody: their frame is drawn once (app/kiosk/frame.py)."""
LEAVING = "/kiosk/visit/end"
NEW = {"language": "pt", "parish_id": "", "decision": "new"}


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    measured: str
    required: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Servers:
    """Ports of the product and of the bare pages, on the same database."""

    product: int
    bare: int
    municipality: UUID
    participant: UUID


def kiosk_rows(servers: Servers) -> Iterator[Row]:
    """The kiosk's pages each against its bare twin with one read."""
    visitor = Browser(servers.product)
    visitor.open("/dev/kiosk")
    begin_list(visitor, "pt")
    for name, path in KIOSK.items():
        ours = Target(servers.product, path, visitor.headers)
        measured = share(ours, Target(servers.bare, f"/{name}"))
        yield compared(f"kiosk {name}", measured, least=LEAST.get(name, 0.8))
        tail = at_rate(ours, measured.rate / 2, SECONDS).tail
        what = f"kiosk {name}: 99th percentile at half load"
        yield Row(what, f"{tail:.1f} × median", "≤ 4 × median", tail <= 4)
        yield from weight_rows(f"kiosk {name}", visitor, path, most=40)
    visitor.send("/kiosk/leaving", LEAVING)


def begin_list(visitor: Browser, language: str) -> None:
    """What somebody does first who stands before a kiosk."""
    visitor.send("/kiosk/", "/kiosk/visit", language=language)
    visitor.send("/kiosk/inventory", "/kiosk/inventory")


def office_rows(servers: Servers) -> Iterator[Row]:
    """The office's list, person and party pages and a registration, each against its bare twin."""
    staff, person = signed_in(servers.product, CLERK), servers.participant
    yield from page_rows(servers, staff, "participants list", "/participants", "/list")
    yield from page_rows(servers, staff, "person page", f"/participants/{person}", f"/person/{person}")
    party = id_of(HALL)
    yield from page_rows(servers, staff, "party page", f"/organisations/{party}", f"/party/{party}")
    form = staff.fields("/participants/new", "/participants/new")

    def fresh() -> tuple[str, str]:
        key = str(new_id())
        return "/participants/new", urlencode({**form, "name": "Rosa Barradas", "request_key": key, **NEW})

    def plain() -> tuple[str, str]:
        named = {"name": "Rosa Barradas", "municipality_id": str(servers.municipality)}
        return "/registrations", urlencode(named)

    yield posted(servers, staff, "acknowledged registration", fresh, plain)


def dossier_row(servers: Servers, person: str) -> Row:
    """Everything that is kept of somebody who came for years, in two languages; the slowest of a few."""
    staff, path = signed_in(servers.product, CLERK), f"/participants/{person}/data"
    form = {**staff.fields(path, path), "language": "uk", "reason": "here"}
    slowest = 0.0
    for _time in range(TIMES):
        started = perf_counter()
        staff.open(path, {**form, "request_key": str(new_id())})
        slowest = max(slowest, perf_counter() - started)
    return Row("everything about one person as a ZIP", f"{slowest:.2f} s", "≤ 2 s", slowest <= 2)


def growth_rows(servers: Servers, crowded: int) -> Iterator[Row]:
    """The office's pages on a database with a hundred times the people, against themselves."""
    few, many = signed_in(servers.product, CLERK), signed_in(crowded, CLERK)
    pages = (("participants list", "/participants"), ("person page", f"/participants/{servers.participant}"))
    for name, path in pages:
        measured = share(Target(crowded, path, many.headers), Target(servers.product, path, few.headers))
        text = f"{measured.share:.0%} of the rate among 1,000"
        yield Row(f"{name} among 100,000 people", text, "≥ 80%", measured.share >= 0.8)


def signed_in(port: int, name: str) -> Browser:
    """A browser in which somebody of the demo staff is signed in."""
    staff = Browser(port)
    staff.send("/sign-in", "/sign-in", email=EMAILS[name], password=PASSWORD)
    return staff


def page_rows(servers: Servers, staff: Browser, what: str, path: str, twin: str) -> Iterator[Row]:
    """A page of the office: its rate and its weight."""
    ours = Target(servers.product, path, staff.headers)
    yield compared(what, share(ours, Target(servers.bare, twin)))
    yield from weight_rows(what, staff, path, most=60)


def posted(servers: Servers, staff: Browser, what: str, ours: Body, plain: Body) -> Row:
    """A form of the office that is sent, each time with another body."""
    posts = Target(servers.product, headers=staff.headers, body=ours, expected=303)
    return compared(what, share(posts, Target(servers.bare, body=plain, expected=303)))


def compared(what: str, measured: Share, *, least: float = 0.5) -> Row:
    """A rate as a share of the bare one."""
    text = f"{measured.share:.0%} (we: {measured.rate:.0f} requests/s)"
    return Row(what, text, f"≥ {least:.0%} of bare", measured.share >= least)


def weight_rows(what: str, browser: Browser, path: str, *, most: float) -> Iterator[Row]:
    """What a page weighs, compressed, the first time and later."""
    first, later = browser.weigh(path)
    yield Row(f"{what}: first visit", f"{first:.1f} KB", f"≤ {most:.0f} KB", first <= most)
    yield Row(f"{what}: later page", f"{later:.1f} KB", "≤ 8 KB", later <= 8)
