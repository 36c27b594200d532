"""No page says a word that gettext has not seen.

Whether the catalogues are complete and sound is the check `translations` (app/dev/translation_checks.py).
"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS
from bs4 import BeautifulSoup, Tag
from flask import Flask

from app.core import i18n
from app.core.config import ROOT
from app.core.db import db
from app.dev import translations
from app.network.models import Municipality
from app.skills.codes import pictures
from tests.addresses import only_feature
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import fetch, walk
from tests.factories.visits import begin_visit
from tests.pseudo_locale import speak_pseudo

UNSPOKEN = {"script", "style", "title"}  # a title is its page's heading, tested elsewhere
SPOKEN = ("aria-label", "placeholder", "alt", "title")
LETTERS = re.compile(r"[^\W\d_]{2,}")
WORDLESS = {"Optional", "StopValidation", "ValidationError"}
DAY = re.compile(r"\d+ \w+ \d{4}")
PROPER = {"Autonomus", "Pseudo", "biscates de trolha", *(picture.names["pt"] for picture in pictures())}


def test_every_listed_path_of_the_kiosk_exists() -> None:
    assert [path for path in translations.kiosk_paths() if not (ROOT / path).exists()] == []


def test_the_extraction_knows_every_name_that_gettext_is_imported_by() -> None:
    known = {*DEFAULT_KEYWORDS, *translations.KEYWORDS}
    unknown = {
        f"{path.name}: {alias.asname or alias.name}"
        for path, tree in modules()
        for alias in imported(tree, "flask_babel")
        if "gettext" in alias.name and (alias.asname or alias.name) not in known
    }
    assert not unknown


def test_no_check_of_a_field_falls_back_on_the_sentences_of_wtforms() -> None:
    """They are technical, and not all of them exist in every language: each check brings ours."""
    without = {
        f"{path.name}:{node.lineno}"
        for path, tree in modules()
        if (checks := {alias.name for alias in imported(tree, "wtforms.validators")} - WORDLESS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in checks
        if "message" not in {keyword.arg for keyword in node.keywords}
    }
    assert not without


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text("utf-8"))) for path in (ROOT / "app").rglob("*.py")]


def imported(tree: ast.Module, module: str) -> Iterator[ast.alias]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from node.names


@pytest.mark.skipif(only_feature() not in {"", "kiosk"}, reason="about the kiosk")
@pytest.mark.parametrize("moment", ["nothing chosen", "a list", "a code"])
def test_every_word_at_the_kiosk_comes_from_its_catalogue(
    moment: str, app: Flask, cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    speak_pseudo(app, "kiosk")
    begin_visit(cast.kiosk.id, language=i18n.PSEUDO, with_list=moment == "a list", saved=moment == "a code")
    proper = PROPER | {db.session.get_one(Municipality, cast.here).name}
    client = client_for(cast.kiosk)
    pages = walk(app, client, ["/kiosk/"]).pages
    bare = {
        f"{url}: {text}"
        for url in {each for urls in pages.values() for each in urls}
        for text in undisguised(fetch(client, "GET", url).get_data(as_text=True))
        if text not in proper and not DAY.fullmatch(text)
    }
    assert len(pages) >= 4
    assert not bare, "\n".join(sorted(bare))


def undisguised(html: str) -> Iterator[str]:
    """Texts of a page in the pseudo-locale that are plain: no brackets, not marked as another language."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.find_all(string=LETTERS):
        around = node.parent
        if around and around.name not in UNSPOKEN and _speaks_pseudo(around) and "[" not in node:
            yield node.strip(" \n·")
    for element in soup.select(",".join(f"[{name}]" for name in SPOKEN)):
        for text in (str(element.get(name, "")) for name in SPOKEN):
            if LETTERS.search(text) and _speaks_pseudo(element) and "[" not in text:
                yield text


def _speaks_pseudo(element: Tag) -> bool:
    marked = element if element.get("lang") else element.find_parent(lang=True)
    return marked is not None and marked["lang"] == i18n.language(i18n.PSEUDO).tag
