"""Languages: the one list in translations/locales.json, who reads which, and two side by side.

gettext is for the interface only; its sources are English. The folder of the Portuguese catalogue is
`pt`, the run-time locale `pt_PT`: CLDR's plain `pt` is Brazilian.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from app.core.config import ROOT
from app.core.locale_data import share_words
from app.core.text import fold

TRANSLATIONS = ROOT / "translations"
MAIN = "pt"
PSEUDO = "en_001"


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ours and the folder's, `locale` CLDR's, `tag` what stands in `lang`, `name` its own name."""

    code: str
    locale: str
    tag: str
    name: str
    direction: str
    scopes: tuple[str, ...]


class Catalogues(Domain):
    """The messages of the page's language; Flask-Babel works its locale out again at every message."""

    def get_translations(self) -> NullTranslations:
        """The catalogue that messages are looked up in now."""
        return _messages(current().locale)


share_words()
babel = Babel()
babel.domain_instance = Catalogues()  # type: ignore[no-untyped-call]


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
    try:
        spoken: Language | None = g.get("language")
    except RuntimeError:  # outside the application; asking `g` first would double what this costs
        spoken = None
    return spoken or _preferred()


def _preferred() -> Language:
    if not has_request_context():
        return languages()[MAIN]
    if "preferred" not in g:
        tags = {each.tag: each for each in languages().values()}
        best = request.accept_languages.best_match(tags, default=languages()[MAIN].tag)
        g.preferred = tags[best or languages()[MAIN].tag]
    preferred: Language = g.preferred
    return preferred


def searched() -> list[str]:
    """The languages in which a page looks words up: its own, then the main one."""
    return list(dict.fromkeys([current().code, MAIN]))


def use(code: str) -> None:
    """Speak this language for the rest of the request."""
    g.language = language(code)


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak another language for a while: the second column of a page, a paper, a message."""
    before = g.get("language")
    g.language = spoken = language(code)
    try:
        with force_locale(spoken.locale):
            yield spoken
    finally:
        g.language = before


def text_in(code: str, message: Any) -> str:
    """One message in a given language: `text_in("pt", lazy_gettext("Keep the list"))`."""
    with speaking(code):
        return str(message)


def language_name(code: str) -> str:
    """The name of any language in the language of the page (from CLDR): "ucraniano"."""
    return _names_in(current().locale).get(code) or code


@cache
def codes_by_name() -> Mapping[str, str]:
    """Languages by their folded names in Portuguese and English; of two of one name the first."""
    found: dict[str, str] = {}
    for each in (MAIN, "en"):
        for code, name in _names_in(languages()[each].locale).items():
            found.setdefault(fold(name), code)
    return found


@cache
def _names_in(locale: str) -> Mapping[str, str]:
    return dict(Locale.parse(locale).languages)


def init_app(app: Flask) -> None:
    """Find the catalogues by absolute path; Flask-Babel would look for them inside app/."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = languages()[MAIN].locale
    babel.init_app(app, locale_selector=lambda: current().locale)
    missing = [code for code in languages() if code != "en" and not _catalogue(code).exists()]
    if missing:
        raise MissingTranslations(f"no compiled catalogue for {', '.join(missing)}: run ./dev setup")
    app.jinja_env.globals.update(language=current, text_in=text_in, language_name=language_name)
    app.jinja_env.filters["language_name"] = language_name
    # A page has dozens of messages: these spare it what Jinja's own wrappers do around each.
    app.jinja_env.globals.update(_=_say, gettext=_say, ngettext=_say_counted)
    app.jinja_env.plain.update(_=_sentence, gettext=_sentence)  # type: ignore[attr-defined]  # see core/templates


@pass_eval_context
def _say(page: EvalContext, text: str, /, **variables: Any) -> str:
    if not variables:
        return _sentence(text)
    said = _messages(current().locale).gettext(text)
    return (Markup(said) if page.autoescape else said) % variables  # noqa: S704  our own sentences


@pass_eval_context
def _say_counted(page: EvalContext, one: str, many: str, count: int, /, **variables: Any) -> str:
    said = _messages(current().locale).ngettext(one, many, count)
    return (Markup(said) if page.autoescape else said) % {"num": count, **variables}  # noqa: S704  our sentences


def _sentence(text: str) -> Markup:
    return _known(current().locale, text)


@lru_cache(maxsize=32_768)
def _known(locale: str, text: str) -> Markup:
    return Markup(_messages(locale).gettext(text) % ())  # noqa: S704  our own sentences


@cache
def _messages(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale])


def _catalogue(code: str) -> Path:
    return TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
