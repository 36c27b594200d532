"""What stands behind the question mark of an address: no word breaks a page, every list has a second page."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from urllib.parse import parse_qs, quote_from_bytes, urlsplit

import pytest

from app.core import paging
from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.paging import cursor_of
from tests import turns
from tests.addresses import addresses
from tests.crawl import fetch
from tests.rules.bad_input import TYPED
from tests.rules.test_storm import SCENES, Scene, belongs_to, set_scene  # noqa: F401  the fixture

READ = re.compile(
    r"\b(?:args|request\.values)(?:\.get|\.getlist)?[(\[]\"(\w+)\"|\"(\w+)\" (?:not )?in request\.args"
)
EACH = 2
LINK = re.compile(r'href="(/[^"]*)"')
LISTS = {"coordinator": {"/participants", "/organisations", "/staff", "/places"}, "administrator": {"/audit"}}
INSTANT = "2026-11-29T10:00:00+00:00"
CURSORS = {
    "another kind of key": cursor_of(False, "not an instant", "no id"),
    "an instant in its place": cursor_of(False, INSTANT, "00000000-0000-0000-0000-000000000000"),
    "deep": "W1tb" * 2_000,
    "half a character": "WyJGYWxzZSIsICJcdWQ4MDAiLCAiMSJd",
}
INPUTS = TYPED | {name: cursor.encode() for name, cursor in CURSORS.items()}


@cache
def names() -> tuple[str, ...]:
    """Every word that the product reads from an address."""
    found = {
        name
        for path in (ROOT / "app").rglob("*.py")
        for pair in READ.findall(path.read_text())
        for name in pair
    }
    return tuple(sorted(found - {""}))


def test_the_words_are_found() -> None:
    assert {"after", "q", "sort", "next", "back", "all", "language"} <= set(names())


@pytest.mark.parametrize("kind", SCENES, ids=lambda kind: kind[0])
def test_no_word_behind_an_address_breaks_it(
    kind: tuple[str, ...],
    app: Autonomus,
    set_scene: Callable[[str], Scene],  # noqa: F811  the fixture
) -> None:
    scene = set_scene(kind[0])
    client = scene.restart()
    own = [each for each in addresses(app) if each.method == "GET" and belongs_to(kind, each.mark)]
    broken = []
    for each in own:
        path = each.filled(app, scene.values)
        for chosen in turns.some(list(INPUTS), EACH, "inputs to words behind addresses", str(each)):
            bad = quote_from_bytes(INPUTS[chosen][:2_000], safe="")
            response = fetch(client, "GET", f"{path}?{'&'.join(f'{name}={bad}' for name in names())}")
            if response.status_code >= 500:
                broken.append((path, chosen, response.status_code))
    assert not broken


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_second_page(
    name: str,
    app: Autonomus,
    set_scene: Callable[[str], Scene],  # noqa: F811  the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one row a page, whatever can be sorted leads on."""
    defaults = paging.page.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "size", 1)
    scene = set_scene(name)
    client = scene.restart()
    own = [each for each in addresses(app) if each.method == "GET" and belongs_to((name,), each.mark)]
    waiting = [each.filled(app, scene.values) for each in own if not each.ids]
    seen, second = set(waiting), set()
    for url in waiting:  # grows by the ways in which each list can be sorted
        answer = fetch(client, "GET", url)
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        for link in map(unescape, LINK.findall(page)):
            target, asked = urlsplit(link), parse_qs(urlsplit(link).query)
            if target.path == urlsplit(url).path and len(asked) == 1 and "sort" in asked and link not in seen:
                seen.add(link)
                waiting.append(link)
            if "after" in asked and link not in second:
                second.add(link)
                response = fetch(client, "GET", link)
                assert response.status_code == 200, link
                assert response.get_data(as_text=True) != page, link
    lists = {urlsplit(link).path for link in second}
    assert LISTS[name] <= lists, lists
