"""Days, instants, opening hours and telephone numbers as the reader of the page writes them."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from flask import Flask, g
from markupsafe import Markup

from app.core import clock, i18n, phones
from app.core.dates import day_as
from app.core.exports import Cell
from app.core.hours.syntax import problem
from app.core.hours.words import in_words
from app.core.pdf import has_letters
from app.core.texts import Text


def init_app(app: Flask) -> None:
    """Register the filters, each by its name here."""
    words = (
        *(day, short_day, weekday, instant, hour, hours_in_words, iso, phone, has_letters, whole_number),
        *(cell_in_words, euros),
    )
    for each in words:
        app.jinja_env.filters[each.__name__] = each


def hours_in_words(expression: str) -> Text:
    """Opening hours in the language of the page; what cannot be read stays as it was written."""
    language = i18n.current().code
    if not expression or problem(expression) is not None:
        return Text(expression, i18n.MAIN)
    return Text(in_words(expression, language), language)


def whole_number(value: int) -> str:
    """A number as it is read, in groups of three digits: "100 000"."""
    return format_decimal(value, locale=i18n.current().locale)


def euros(cents: int) -> str:
    """An amount as it is read: "1 250,00 €"."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=i18n.current().locale)


def cell_in_words(cell: Cell) -> str:
    """A cell of a list: "6,13" for an amount, "03/03/2026" for a day."""
    if isinstance(cell, Decimal):
        return format_decimal(cell, "#,##0.00", locale=i18n.current().locale)
    return short_day(cell) if isinstance(cell, date) else str(cell)


def zone() -> ZoneInfo:
    """The zone of the municipality of this request (`g.zone`), else that of the mainland."""
    return ZoneInfo(g.get("zone") or clock.MAINLAND)


def day(value: date) -> str:
    """A day in words: "3 de março de 2026"."""
    return _day(value, i18n.current().locale)


def short_day(value: date) -> str:
    """A day for tables: "03/03/2026"."""
    return day_as("yMd", value, i18n.current().locale)


def weekday(value: date) -> str:
    """The day of the week: "segunda-feira"."""
    return format_date(value, "EEEE", locale=i18n.current().locale)


# Lists repeat the same few days in every row, and CLDR's patterns are slow to fill in.
@lru_cache(maxsize=4_096)
def _day(value: date, locale: str) -> str:
    return format_date(value, "long", locale=locale)


def instant(value: datetime) -> str:
    """An aware instant in the municipality's zone: "3 de março de 2026, 14:30"."""
    here = value.astimezone(zone())
    return f"{day(here.date())}, {here:%H:%M}"


def hour(value: datetime | time) -> str:
    """The hour of an aware instant in the municipality's zone, or a wall time as it is: "14:30"."""
    here = value.astimezone(zone()) if isinstance(value, datetime) else value
    return f"{here:%H:%M}"


def iso(value: date) -> str:
    """A day, or an instant to the second, as HTML wants it for machines."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def phone(value: str) -> Markup:
    """A stored number in groups, read left to right in every language; international unless Portuguese."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(phones.grouped(value))
