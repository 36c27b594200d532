"""Every page in every direction: axe finds nothing, nothing sticks out, a finger hits what it aims at."""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from app.accounts.models import Staff
from app.core.application import Autonomus
from app.core.db import db
from app.kiosk.models import Visit
from app.kiosk.outage import words_for
from app.network.models import Municipality
from app.skills.models.inventory import Inventory
from kiosk import launch
from tests import turns
from tests.addresses import addresses
from tests.browser.axe import Axe
from tests.browser.conftest import DESK, LANDSCAPE, PORTRAIT, TELEPHONE, Open
from tests.browser.samples import AXE, EACH_TIME, FURTHER, of_the_office, worth_a_look
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import endpoint_of, walk
from tests.factories.one_of_each import WORDS, clerk, making, one_of_each
from tests.factories.visits import begin_visit
from tests.pseudo_locale import speak_pseudo

OFFICE_WIDTHS = (360, 390, 1280)
SMALLEST = 60
ALONE = frozenset({"kiosk.expiry", "kiosk.enrol_browser", "kiosk.start"})
"""Not a screen of a visit: it ends one, or stands before there is a terminal."""
STICKS_OUT = """() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return "";
  const inside = each => { for (let up = each.parentElement; up; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
  const out = [...document.body.querySelectorAll("*")].filter(each => {
    const box = each.getBoundingClientRect();
    return (box.right > window.innerWidth + 1 || box.left < -1) && box.width && !inside(each);
  });
  return `${wide}px: ` + out.slice(0, 3).map(each => each.outerHTML.slice(0, 100)).join(" | ");
}"""
SMALL_TARGETS = """least => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), summary, select")]
  .filter(each => each.checkVisibility({checkVisibilityCSS: true, checkOpacity: true}))
  .filter(each => !each.closest(".hidden-visually, .skip, .paper-on-screen"))
  .map(each => [each, /^(checkbox|radio)$/.test(each.type) && each.labels[0] || each])
  .map(([each, hit]) => [each, hit.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
  .map(([each, box]) => Math.round(box.width) + "×" + Math.round(box.height) + each.outerHTML.slice(0, 99))"""
Keep = Callable[..., None]
ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture(scope="session", autouse=True)
def _pseudo_locale(shared_app: Autonomus) -> None:
    speak_pseudo(shared_app)


@pytest.fixture
def values(cast: Cast) -> dict[str, str]:
    """One thing of every kind, so that every page has something to show."""
    return WORDS | one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)


def pages_of(
    app: Autonomus,
    client: PageClient,
    values: dict[str, str],
    blueprint: str = "",
    but: Container[str] = frozenset(),
) -> dict[str, list[str]]:
    """By endpoint: one address of each kind of page that this person comes upon, the fullest page first;
    `but` endpoints that were looked at.
    """
    waiting = values | {"inventory_id": values["waiting_id"]}
    starts = [
        each.filled(app, some)
        for each in addresses(app)
        if each.method == "GET" and each.endpoint not in ALONE and each.endpoint not in but
        for some in (values, waiting)
    ]
    found = walk(app, client, starts, but)
    pages: dict[str, list[str]] = defaultdict(list)
    for url, *_ in sorted(found.pages.values(), key=lambda urls: -found.lengths[urls[0]]):
        endpoint = str(endpoint_of(app, url))
        if endpoint.startswith(blueprint):
            pages[endpoint].append(url)
    return pages


def test_office(
    app: Autonomus, values: dict[str, str], client_for: ClientFor, open_as: Open, keep: Keep
) -> None:
    """The coordinator's pages, and those that only an administrator has."""
    trouble, seen = [], set[str]()
    for person in (Person("coordinator"), Person("administrator")):
        found = pages_of(app, client_for(person), values, but=seen)
        pages = {
            endpoint: urls
            for endpoint, urls in found.items()
            if not urls[0].startswith(("/kiosk", "/sign-in"))
        }
        seen |= pages.keys()
        page = open_as(person, viewport=DESK)
        axe = Axe(page)
        for language in AXE:
            speak(person, language)
            widths = OFFICE_WIDTHS if language == "pt" else OFFICE_WIDTHS[:1]
            for url in of_the_office(pages, language):
                page.goto(url)
                found_here = [*sticking_out(page, widths), *axe.violations(url)]
                trouble += [f"{language} {url} {each}" for each in found_here]
                if language == "pt":
                    keep(page, name_of(app, url), TELEPHONE, DESK)
    assert not trouble, "\n".join(trouble)


MOMENTS = {"list": {"with_list": True}, "code": {"saved": True, "placed": True}, "rest": None}
"""A page that looks different at two moments is looked at twice in Portuguese, once in the others."""


def test_kiosk(
    app: Autonomus,
    cast: Cast,
    values: dict[str, str],
    client_for: ClientFor,
    open_as: Open,
    keep: Keep,
) -> None:
    page = open_as(cast.kiosk, viewport=PORTRAIT, touch=True)
    axe = Axe(page, kiosk=True)
    trouble, seen = [], set[str]()
    measured = turns.some(FURTHER, EACH_TIME, "languages in which every screen of the kiosk is measured")
    for moment, options in MOMENTS.items():
        with making():
            db.session.query(Visit).delete()
        if options is not None:
            begin_visit(cast.kiosk.id, language="pt", **options)
        pages = pages_of(app, client_for(cast.kiosk), values, "kiosk.")
        unseen = {endpoint: urls for endpoint, urls in pages.items() if endpoint not in seen}
        seen |= pages.keys()
        for language in dict.fromkeys((*AXE, *measured)):
            speak_at_the_kiosk(language)
            for url in worth_a_look(pages if language == "pt" else unseen, language, measured, axe.looked_at):
                page.goto(url)
                found = [*(axe.violations(url) if language in AXE else ()), *examine_screen(page, url)]
                trouble += [f"{language} {moment} {url} {each}" for each in found]
                if language == "pt":
                    keep(page, f"{moment}-{name_of(app, url)}", LANDSCAPE, PORTRAIT)
    assert not trouble, "\n".join(trouble)


def examine_screen(page: Page, url: str) -> Iterator[str]:
    """A screen of the kiosk, upright and lying; it is left upright."""
    for size in (LANDSCAPE, PORTRAIT):
        page.set_viewport_size(size)
        yield from (f"at {size['width']} {each}" for each in sticking_out(page, ()))
        yield from (f"small at {size['width']}: {each}" for each in page.evaluate(SMALL_TARGETS, SMALLEST))
        if url == "/kiosk/" and page.evaluate("() => document.documentElement.scrollHeight > innerHeight"):
            yield f"home scrolls at {size}"


def test_the_page_while_the_server_is_away_is_seen_whole(cast: Cast, open_as: Open) -> None:
    """Nobody can scroll a screen that has no keyboard and reacts to nothing."""
    place = db.session.get_one(Municipality, cast.here)
    place.desk_hours, place.desk_phone = "Mo-Fr 09:00-12:30,14:00-17:30; PH off", "+351 200 000 000"
    away = json.loads(json.dumps(words_for(place), default=str))
    db.session.rollback()
    page = open_as(None)
    page.set_content(launch.waiting_page(away))
    for size in (LANDSCAPE, PORTRAIT):
        page.set_viewport_size(size)
        tall = page.evaluate("() => document.documentElement.scrollHeight")
        above = page.locator("h1").first.evaluate("each => each.getBoundingClientRect().top")
        assert (above > 0, tall <= size["height"]) == (True, True)
        assert not list(sticking_out(page, ()))


def sticking_out(page: Page, widths: tuple[int, ...]) -> Iterator[str]:
    """What is wider than the window, at each width; the page is left as wide as a desk's."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if found := page.evaluate(STICKS_OUT):
            yield f"sticks out at {width}: {found}"
    if not widths and (found := page.evaluate(STICKS_OUT)):
        yield f"sticks out: {found}"


def speak(person: Person, language: str) -> None:
    """The language of somebody's pages."""
    with making():
        db.session.get_one(Staff, person.id).language = language


def speak_at_the_kiosk(language: str) -> None:
    """The language of the visit, if there is one, and of its list."""
    with making():
        for visit in db.session.query(Visit):
            visit.language = language
            if visit.inventory_id:
                db.session.get_one(Inventory, visit.inventory_id).language = language


def name_of(app: Autonomus, url: str) -> str:
    """What the screenshot of an address is called."""
    query = "-asked" if urlsplit(url).query else ""
    return f"{endpoint_of(app, url)}{query}"


@pytest.mark.parametrize("locale", ["pt-PT", "ar"])
def test_public_pages(locale: str, open_as: Open, app: Autonomus, values: dict[str, str]) -> None:
    page = open_as(None, locale=locale)
    axe = Axe(page)
    trouble = []
    for url in (
        "/sign-in",
        "/privacy",
        "/accessibility",
        "/complaints",
        "/nowhere",
        f"/invitations/{values['token']}",
        f"/s/service/{values['service_id']}",
        f"/s/workshop/{values['workshop_id']}",
    ):
        page.goto(url)
        trouble += [f"{url} {each}" for each in sticking_out(page, OFFICE_WIDTHS)]
        trouble += [f"{url} {each}" for each in axe.violations(url)]
    assert not trouble, "\n".join(trouble)
