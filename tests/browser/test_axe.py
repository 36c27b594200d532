"""axe misses nothing by not looking twice: a fault in a new place, or of a new kind in an old one."""

import pytest
from playwright.sync_api import Browser, Page

from tests import turns
from tests.browser.axe import Axe

PAGE = """<!doctype html><html lang="{language}"><head><title>Papers</title></head><body>
<header><a href="/">Home</a>{head}</header>
<main><h1>Papers</h1><p>{words}</p><label for="name">Name</label><input id="name" type="text">{more}</main>
</body></html>"""
FAULTS = {
    "a field without a label": {"more": '<input type="text" name="b">'},
    "a picture without words": {"more": '<img src="data:,">'},
    "a link without words": {"head": '<a href="/help"></a>'},
    "grey on white in a new part": {"more": '<p class="pale" style="color: #bbb">Read me</p>'},
    "a part of the frame that is no list": {"head": "<ul><p>Item</p></ul>"},
}


@pytest.fixture
def axe(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> Axe:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    context = chromium.new_context()
    return Axe(context.new_page())


def show(page: Page, language: str = "pt", words: str = "Ask here.", head: str = "", more: str = "") -> None:
    page.goto("about:blank")
    page.set_content(PAGE.format(language=language, words=words, head=head, more=more))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_beside_what_was_seen_before_shows(axe: Axe, fault: dict[str, str]) -> None:
    show(axe.page)
    assert not axe.violations()
    show(axe.page, words="Other words.")
    assert not axe.violations()
    show(axe.page, **fault)
    assert axe.violations()


def test_each_language_is_looked_at(axe: Axe) -> None:
    show(axe.page)
    assert not axe.violations()
    show(axe.page, "ar", more='<input type="text" name="b">')
    assert axe.violations()
    show(axe.page, "en-x-pseudo", more='<input type="text" name="b">')
    assert axe.violations()


def test_a_page_of_a_structure_seen_before_is_left_out_and_counted(axe: Axe) -> None:
    show(axe.page)
    axe.violations()
    show(axe.page, words="Other words.")
    axe.violations()
    ((left, among),) = turns.LEFT_OUT.values()
    assert (left, among) == (among // 2, among)
