"""The cash plan on paper: its figures, a chart, and a table for each of the two years; in Portuguese."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.numbers import format_currency, format_decimal

from app.core.dates import day_as
from app.core.i18n import MAIN, Language
from app.core.papers.speaker import Said, Speaker, day
from app.core.vocabulary import read_words
from app.initiatives.money.cash import Forecast, Line, Month

TEMPLATE = Path(__file__).with_name("cash_plan.typ")
WORDS = Path(__file__).with_name("words.toml")
YEAR = 12
"""Months of a table."""


def data_of(forecast: Forecast, *, title: str, on: date) -> dict[str, Any]:
    """What the paper says."""
    speaker = Speaker(MAIN, words=read_words(WORDS))
    labels = ("comes_in", "goes_out", "sum", "result", "cash", "chart")
    return {
        "document": _one(speaker.say("cash_title")),
        "title": title,
        "lead": _one(speaker.say("cash_lead")),
        "made_on": _one(speaker.say("made_on", day=day(on))),
        "figures": _figures(speaker, forecast),
        "labels": {name: _one(speaker.say(name)) for name in labels},
        "about": speaker.say("cash_about"),
        "chart": _chart(speaker, forecast),
        "years": [
            _year(speaker, forecast, name, slice(at, at + YEAR))
            for name, at in (("first_year", 0), ("second_year", YEAR))
        ],
    }


def _figures(speaker: Speaker, forecast: Forecast) -> list[list[str]]:
    lowest = {"amount": _euros(forecast.lowest.closing), "month": _month(forecast.lowest)}
    needed = forecast.sales_needed
    said = {
        "opening": _said(speaker, _euros(forecast.opening)),
        "closing": _said(speaker, _euros(forecast.closing)),
        "lowest": _one(speaker.say("lowest_in", **lowest)),
        "runs_out": _when(speaker, forecast.runs_out, "never"),
        "carries": _when(speaker, forecast.carries_from, "not_yet"),
        "sales_needed": _one(speaker.say("no_sales")) if needed is None else _said(speaker, _euros(needed)),
    }
    return [[_one(speaker.say(name)), value] for name, value in said.items()]


def _year(speaker: Speaker, forecast: Forecast, name: str, which: slice) -> dict[str, Any]:
    months = forecast.months[which]
    return {
        "name": _one(speaker.say(name)),
        "months": [_said(speaker, _short_month(each)) for each in months],
        "income": [_row(speaker, each, which) for each in forecast.lines if each.is_income],
        "outgoings": [_row(speaker, each, which) for each in forecast.lines if not each.is_income],
        "sums": {
            "income": _amounts(speaker, [each.income for each in months]),
            "outgoings": _amounts(speaker, [each.outgoings for each in months]),
            "result": _amounts(speaker, [each.result for each in months]),
        },
        "closing": [_said(speaker, _amount(each.closing)) for each in months],
        "is_below": [each.closing < 0 for each in months],
    }


def _row(speaker: Speaker, line: Line, which: slice) -> dict[str, Any]:
    return {"title": line.title, "amounts": _amounts(speaker, line.cents[which])}


def _amounts(speaker: Speaker, cents: Sequence[int]) -> list[str]:
    """Each month, and their sum."""
    return [_said(speaker, _amount(each)) for each in (*cents, sum(cents))]


def _chart(speaker: Speaker, forecast: Forecast) -> dict[str, Any]:
    """Cents as they are; the template draws them to scale."""
    closing = [each.closing for each in forecast.months]
    lowest, highest = min(0, *closing), max(0, *closing)
    levels = sorted({lowest, 0, highest})
    return {
        "closing": closing,
        "lowest": lowest,
        "highest": highest if highest > lowest else lowest + 1,
        "levels": [[each, _said(speaker, _euros(each))] for each in levels],
        "months": [_said(speaker, _short_month(each)) for each in forecast.months],
    }


def _when(speaker: Speaker, month: Month | None, otherwise: str) -> str:
    return _said(speaker, _month(month)) if month else _one(speaker.say(otherwise))


def _month(month: Month) -> Callable[[Language], str]:
    return lambda spoken: day_as("yMMMM", month.first, spoken.locale)


def _short_month(month: Month) -> Callable[[Language], str]:
    return lambda spoken: day_as("yMMM", month.first, spoken.locale)


def _euros(cents: int) -> Callable[[Language], str]:
    return lambda spoken: format_currency(Decimal(cents) / 100, "EUR", locale=spoken.locale)


def _amount(cents: int) -> Callable[[Language], str]:
    return lambda spoken: format_decimal(Decimal(cents) / 100, "#,##0.00", locale=spoken.locale)


def _said(speaker: Speaker, value: Callable[[Language], str]) -> str:
    return _one(speaker.each(value))


def _one(words: Sequence[Said]) -> str:
    """In the one language of the paper."""
    return words[0].text
