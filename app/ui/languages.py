"""The languages that people speak, by name, for lists to choose from."""

from functools import lru_cache

from babel import Locale
from markupsafe import escape
from wtforms import SelectChoice

from app.core import i18n
from app.core.text import fold

FREQUENT = (
    *("fr", "es", "ro", "ru", "de", "it", "nl", "hi", "ne", "bn", "ur", "pa", "gu", "zh"),
    *("kea", "wo", "ff", "bg", "ka", "fa", "tr"),
)
"""Besides those of the kiosk: what people who come to live in Portugal speak most."""
UNSPOKEN = frozenset({"ae", "cu", "eo", "ia", "ie", "io", "la", "pi", "sa", "vo"})
"""Made up, or of books alone: last, for the record that names one all the same."""
SMALL = frozenset({"kea", "tet", "rom", "ckb", "fil"})
"""Languages with three letters in their code that are spoken here all the same."""


def language_names() -> dict[str, str]:
    """Languages a person may speak, by code: those of the kiosk and the frequent ones, then all by name."""
    return _language_names(i18n.current().locale)


@lru_cache(maxsize=64)
def _language_names(locale: str) -> dict[str, str]:
    named = Locale.parse(locale).languages
    every = {str(code): str(name) for code, name in named.items()}
    first = [each.code for each in i18n.offered("kiosk")]
    first += [code for code in FREQUENT if code not in first]
    rest = [code for code in every if (len(code) == 2 or code in SMALL) and code not in first]
    rest.sort(key=lambda code: (code in UNSPOKEN, fold(every[code])))
    return {code: every.get(code, code) for code in [*first, *rest]}


def language_choices() -> list[SelectChoice]:
    """Every language somebody may speak, those of the kiosk first, in the language of the page."""
    return list(_language_choices(i18n.current().locale))


@lru_cache(maxsize=64)
def _language_choices(_locale: str) -> tuple[SelectChoice, ...]:
    # Two hundred of them: escaped here once, they need not be at every drawing.
    return tuple(SelectChoice(escape(code), escape(name)) for code, name in language_names().items())
