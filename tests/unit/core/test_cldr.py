from datetime import date, time

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency
from babel.units import format_unit

from app.core import cldr
from app.core.i18n import languages

LOCALES = tuple(each.locale for each in languages().values())


def said(locale: str) -> list[str]:
    """Everything the product asks of CLDR, in one language."""
    day = date(2026, 3, 2)
    lengths = [format_date(day, length, locale=locale) for length in ("full", "long", "medium", "short")]
    skeletons = [format_skeleton(each, day, locale=locale) for each in ("yMd", "MMMMd", "yMMMM", "MMMMEEEEd")]
    units = [
        format_unit(count, f"duration-{each}", "long", locale=locale)
        for each in ("hour", "minute")
        for count in (1, 2, 5)
    ]
    others = [format_time(time(9, 5), "short", locale=locale), format_list(["a", "b", "c"], locale=locale)]
    others += [format_currency(12.5, "EUR", locale=locale), str(Locale.parse(locale).languages["uk"])]
    return [*lengths, *skeletons, *units, *others]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_says_the_same_however_often_it_is_read(locale: str) -> None:
    cldr.read(LOCALES)
    first = said(locale)
    cldr.read(LOCALES)
    assert said(locale) == first
    assert all(first)


def test_durations_and_dates_are_those_of_the_language() -> None:
    cldr.read(LOCALES)
    assert said("pt_PT")[1] == "2 de março de 2026"
    assert "2 години" in said("uk")
    assert "ساعتان" in said("ar")


def test_names_of_currencies_are_forgotten() -> None:
    cldr.read(LOCALES)
    assert not Locale.parse("uk").currencies
