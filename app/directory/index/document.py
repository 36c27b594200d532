"""What the public reads of an entry: written into its card as one document, read without any other table.

The document holds words in every language they were written in and keys of the vocabularies; in which
language it is read, whether it is open or fresh now and who offers it is worked out when it is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from app.core import clock, i18n
from app.core.hours.syntax import is_open
from app.core.texts import Text, in_language
from app.directory.index.answers import QUALITY, Fact, PublicEntry
from app.directory.index.freshness import is_fresh
from app.directory.index.models import DirectoryEntry
from app.directory.index.vocabulary import vocabulary
from app.network.holidays import DaysOff

Line = tuple[str, str, Any]
"""A fact: its key in vocabularies/facts.toml, what the value is, the value.

It is "words" (Portuguese), a "day" (ISO), "pay" (cents), a "language" (code), else the name of a vocabulary.
"""


class Shown(TypedDict):
    """The document. `texts` maps fields of PublicEntry to their words by language.

    `provider` is "" where the organisation of the card is it. `qualities` of what has to be checked: how good
    it is once that is overdue, and until then.
    """

    texts: Mapping[str, Mapping[str, str]]
    provider: str
    pictogram: str
    phone: NotRequired[str]
    email: NotRequired[str]
    url: NotRequired[str]
    address: NotRequired[str]
    parish_id: NotRequired[str | None]
    opening_hours: NotRequired[str]
    cost: NotRequired[str]
    for_whom: NotRequired[Sequence[str]]
    how_to_ask: NotRequired[Sequence[str]]
    languages: NotRequired[Sequence[str]]
    facts: NotRequired[Sequence[Line]]
    checked_on: NotRequired[str | None]
    qualities: NotRequired[tuple[int, int]]


def read(card: DirectoryEntry, language: str) -> PublicEntry:
    """The entry of a card in the language, as it is now; municipality and organisation were read with it."""
    shown: Shown = card.shown  # type: ignore[assignment]  # as it was written
    zone = card.municipality.zone
    expression = shown.get("opening_hours", "")
    stale, fresh = shown.get("qualities", (None, None))
    is_checked = stale is None or is_fresh(card.fresh_until, clock.today(zone))
    quality = fresh if is_checked else stale
    said: Mapping[str, Any] = {field: in_language(words, language) for field, words in shown["texts"].items()}
    checked_on, parish_id = shown.get("checked_on"), shown.get("parish_id")
    return PublicEntry(
        kind=card.kind,
        id=card.id,
        provider=shown["provider"] or (card.organisation.name if card.organisation else ""),
        pictogram=shown["pictogram"],
        phone=shown.get("phone", ""),
        email=shown.get("email", ""),
        url=shown.get("url", ""),
        address=shown.get("address", ""),
        parish_id=UUID(parish_id) if parish_id else None,
        opening_hours=expression,
        is_open=is_open(expression, clock.now(), zone, DaysOff(card.municipality)),
        cost=shown.get("cost", ""),
        for_whom=_names("groups", shown.get("for_whom", ()), language),
        how_to_ask=_names("request", shown.get("how_to_ask", ()), language),
        languages=tuple(shown.get("languages", ())),
        facts=tuple(_fact(line, language) for line in shown.get("facts", ())),
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        is_fresh=is_checked,
        quality=QUALITY if quality is None else quality,
        **said,
    )


def texts_of(row: Any, fields: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The words of a row by field of PublicEntry and language; `fields` say which of the row's these are."""
    found: dict[str, dict[str, str]] = {}
    for field, own in fields.items():
        others = {each.lang: each.value for each in row.texts if each.field == own}
        found[field] = {
            lang: words for lang, words in {i18n.MAIN: getattr(row, own), **others}.items() if words
        }
    return found


def lines(found: Iterable[Line]) -> list[Line]:
    """Those of the facts that say something."""
    return [line for line in found if line[2] not in (None, "", [])]


def _fact(line: Line, language: str) -> Fact:
    key, what, value = line
    return Fact(vocabulary("facts").name(key, language), _words(what, value, language))


def _words(what: str, value: Any, language: str) -> Text:
    locale = i18n.language(language).locale
    match what:
        case "words":
            return Text(str(value), i18n.MAIN)
        case "day":
            return Text(format_date(date.fromisoformat(value), "long", locale=locale), language)
        case "pay":
            return Text(
                " – ".join(format_currency(each / 100, "EUR", locale=locale) for each in value), language
            )
        case "language":
            return Text(Locale.parse(locale).languages.get(value, value), language)
        case _:
            return vocabulary(what).name(value, language)


def _names(name: str, keys: Sequence[str], language: str) -> tuple[Text, ...]:
    return tuple(vocabulary(name).name(key, language) for key in keys)
