"""CLDR as Babel reads it, without what no page says: most of it, more than a megabyte a language."""

from collections.abc import Iterable, Iterator
from typing import Any

from babel import localedata
from babel.core import get_global

UNSAID = (
    *("compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names"),
    *("currency_names_plural", "date_fields", "interval_formats", "meta_zones", "scripts", "territories"),
    *("time_zones", "unit_display_names", "variants"),
)
"""Of a language: names of currencies, countries, scripts and time zones, short numbers, spans of time."""
UNSAID_ANYWHERE = (
    *("all_currencies", "likely_subtags", "meta_zones", "territory_aliases", "territory_currencies"),
    *("territory_languages", "territory_zones", "windows_zone_mapping", "zone_aliases", "zone_territories"),
)


def read(locales: Iterable[str]) -> None:
    """Read what is said in these locales and forget the rest; of the units, those of time are kept.

    Read early, what is forgotten leaves its room to the rest of the application.
    """
    for locale in locales:
        localedata.load(locale)
        for name in _line(locale):
            _forget(localedata.load(name))
    for key in UNSAID_ANYWHERE:
        get_global(key).clear()  # type: ignore[arg-type,attr-defined]  # a dictionary, and Babel's own


def _line(locale: str) -> Iterator[str]:
    """A locale and what it inherits from: Babel keeps them all."""
    while locale != "root":
        yield locale
        locale = get_global("parent_exceptions").get(locale) or locale.rpartition("_")[0] or "root"
    yield locale


def _forget(data: dict[str, Any]) -> None:
    data.update((key, {}) for key in UNSAID)
    units = data["unit_patterns"]
    data["unit_patterns"] = {name: units[name] for name in units if name.startswith("duration-")}
