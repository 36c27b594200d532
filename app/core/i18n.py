"""Languages: the one list in translations/locales.json, who reads which, and two side by side.

gettext is for the interface only; its sources are English. The folder of the Portuguese catalogue is
`pt`, the run-time locale `pt_PT`: CLDR's plain `pt` is Brazilian.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale

from app.core.config import ROOT

TRANSLATIONS = ROOT / "translations"
MAIN = "pt"
PSEUDO = "en_001"
babel = Babel()


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ours and the folder's, `locale` CLDR's, `tag` what stands in `lang`, `name` its own name."""

    code: str
    locale: str
    tag: str
    name: str
    direction: str
    scopes: tuple[str, ...]


class MissingTranslations(RuntimeError):
    """The compiled catalogues are not where they must be."""


@cache
def languages(folder: Path = TRANSLATIONS) -> dict[str, Language]:
    """Every language of the product by code, in the order they are offered."""
    entries = json.loads((folder / "locales.json").read_text("utf-8"))
    return {entry["code"]: Language(**{**entry, "scopes": tuple(entry["scopes"])}) for entry in entries}


def language(code: str) -> Language:
    """One language; the main one for a code nobody knows. The pseudo-locale exists in tests only."""
    if code == PSEUDO:
        return Language(PSEUDO, PSEUDO, "en-x-pseudo", "Pseudo", "rtl", ())
    return languages().get(code) or languages()[MAIN]


def offered(scope: str) -> Sequence[Language]:
    """The languages of a surface: "kiosk" or "office"."""
    return [each for each in languages().values() if scope in each.scopes]


def current() -> Language:
    """The language of the present page: a forced one, the actor's, or what the browser prefers."""
    if not has_request_context():
        return languages()[MAIN]
    code: str | None = g.get("language")
    if code is None:
        tags = [each.tag for each in languages().values()]
        best = request.accept_languages.best_match(tags, default=languages()[MAIN].tag)
        code = next(each.code for each in languages().values() if each.tag == best)
    return language(code)


def use(code: str) -> None:
    """Speak this language for the rest of the request."""
    g.language = code


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak another language for a while: the second column of a page, a paper, a message."""
    before = g.get("language")
    g.language = code
    try:
        with force_locale(language(code).locale):
            yield language(code)
    finally:
        g.language = before


def text_in(code: str, message: Any) -> str:
    """One message in a given language: `text_in("pt", lazy_gettext("Keep the list"))`."""
    with speaking(code):
        return str(message)


def language_name(code: str) -> str:
    """The name of any language in the language of the page (from CLDR): "ucraniano"."""
    name = Locale.parse(current().locale).languages.get(code)
    return name or code


def init_app(app: Flask) -> None:
    """Find the catalogues by absolute path; Flask-Babel would look for them inside app/."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = languages()[MAIN].locale
    babel.init_app(app, locale_selector=lambda: current().locale)
    missing = [code for code in languages() if code != "en" and not _catalogue(code).exists()]
    if missing:
        raise MissingTranslations(f"no compiled catalogue for {', '.join(missing)}: run ./dev setup")
    app.jinja_env.globals.update(language=current, text_in=text_in, language_name=language_name)
    # Flask-Babel looks for the catalogue at every message; a page has dozens, so templates ask it directly.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        gettext=lambda text: _messages(current().locale).gettext(text),
        ngettext=lambda one, many, count: _messages(current().locale).ngettext(one, many, count),
        pgettext=lambda context, text: _messages(current().locale).pgettext(context, text),
        newstyle=True,
    )


@cache
def _messages(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale])


def _catalogue(code: str) -> Path:
    return TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
