"""The countries of the world by name, for lists to choose from."""

from functools import lru_cache

from babel import Locale
from markupsafe import escape
from wtforms import SelectChoice

from app.core import i18n
from app.core.text import fold

HOME = "PT"
NONE = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters in CLDR that stand for no country."""


def country_name(code: str, language: str) -> str:
    """A country by its code (ISO 3166-1 alpha-2); the code where nobody knows it."""
    return str(Locale.parse(i18n.language(language).locale).territories.get(code, code))


def country_choices() -> list[SelectChoice]:
    """Every country in the language of the page, Portugal first."""
    return list(_country_choices(i18n.current().locale))


@lru_cache(maxsize=8)
def _country_choices(locale: str) -> tuple[SelectChoice, ...]:
    named = {str(code): str(name) for code, name in Locale.parse(locale).territories.items()}
    codes = [code for code in named if code.isalpha() and code not in NONE]
    codes.sort(key=lambda code: (code != HOME, fold(named[code])))
    return tuple(SelectChoice(escape(code), escape(named[code])) for code in codes)
