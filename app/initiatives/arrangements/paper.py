"""The statement of an account, and the sheet of what it may mean for benefits: in Portuguese beside the
person's language.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.numbers import format_currency

from app.core import i18n
from app.core.dates import day_as
from app.core.i18n import MAIN
from app.core.papers.speaker import Both, Speaker, day, plain
from app.core.texts import in_language
from app.core.vocabulary import read_words
from app.initiatives.arrangements.account import Row, Statement
from app.initiatives.arrangements.benefits import Effect
from app.initiatives.arrangements.models import BookingKind, HostedActivity

STATEMENT = Path(__file__).with_name("statement.typ")
BENEFITS = Path(__file__).with_name("benefits.typ")
WORDS = Path(__file__).with_name("words.toml")


def statement_data(
    statement: Statement,
    hosted: HostedActivity,
    *,
    cooperative: str,
    name: str,
    year: int | None,
    language: str,
    on: date,
) -> dict[str, Any]:
    """What the statement says; `name` empty for somebody whose name stands on no paper."""
    speaker = Speaker(language, MAIN, words=read_words(WORDS))
    titles = speaker.say("statement_title")
    labels = ("day", "booked", "amount", "balance", "opening", "closing")
    return {
        "document": plain(titles),
        "titles": titles,
        "cooperative": cooperative,
        "name": name,
        "activity": hosted.title,
        "period": speaker.say("year", year=str(year)) if year else speaker.say("all_years"),
        "made_on": speaker.each(day(on)),
        "labels": {key: speaker.say(key) for key in labels},
        "opening": _money(statement.opening),
        "rows": [_row(each, speaker) for each in statement.rows],
        "closing": _money(statement.closing),
        "sums": [[speaker.say(kind), _money(statement.sum_of(kind))] for kind in BookingKind],
        "about": speaker.say("statement_about"),
    }


def benefits_data(effects: Sequence[Effect], *, initiative: str, language: str, on: date) -> dict[str, Any]:
    """What the sheet says."""
    speaker = Speaker(language, MAIN, words=read_words(WORDS))
    titles = speaker.say("benefits_title")
    return {
        "document": plain(titles),
        "titles": titles,
        "lead": speaker.say("benefits_lead"),
        "initiative": initiative,
        "made_on": speaker.each(day(on)),
        "effects": [
            {
                "title": _named(speaker, each.title),
                "words": _named(speaker, each.names),
                "source": each.source,
                "checked": speaker.say("checked", day=day(each.last_checked_on)),
            }
            for each in effects
        ],
        "about": speaker.say("benefits_about"),
    }


def _named(speaker: Speaker, words: Any) -> Both:
    return speaker.named(lambda code: in_language(words, code))


def _row(row: Row, speaker: Speaker) -> dict[str, Any]:
    booking = row.booking
    kind = "evens_out" if booking.reverses_id else booking.kind
    return {
        "day": day_as("yMd", booking.on, i18n.language(MAIN).locale),
        "kind": speaker.say(kind),
        "words": " · ".join(each for each in (booking.reference, booking.words) if each),
        "amount": _money(booking.cents),
        "balance": _money(row.balance),
    }


def _money(cents: int) -> str:
    """As a public servant writes it, in every language: columns of amounts are compared."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=i18n.language(MAIN).locale)
