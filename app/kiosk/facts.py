"""What is said of an entry of the directory, line by line: on the screen, on paper and on a telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.texts import Text
from app.directory.index.answers import PublicEntry, Reason
from app.directory.index.vocabulary import vocabulary

REASONS: dict[Reason, Any] = {
    Reason.OPEN_NOW: _l("Open now"),
    Reason.SPEAKS: _l("Your language is spoken"),
    Reason.FREE: _l("Free of charge"),
    Reason.NEAR: _l("Near here"),
}
"""What is shown of why an answer stands first; that it was checked lately is taken for granted."""
LABELS: dict[str, tuple[str, Any]] = {
    "hours": ("clock", _l("Opening hours")),
    "address": ("map-pin", _l("Where")),
    "directions": ("arrow-right", _l("How to find it")),
    "phone": ("phone", _l("Telephone")),
    "email": ("message-circle", _l("E-mail")),
    "cost": ("info", _l("Cost")),
    "bring": ("file-text", _l("What to bring")),
    "seeks": ("users", _l("Whom they look for")),
    "wanted": ("sparkles", _l("What it takes")),
    "whom": ("users", _l("For whom")),
    "conditions": ("circle-help", _l("Conditions")),
    "ask": ("hand", _l("How to ask for it")),
    "languages": ("languages", _l("Languages spoken")),
    "checked": ("circle-check", _l("Checked on")),
}
GROUPS: dict[str, tuple[str, Any]] = {
    "vacancy": ("1F4BC", _l("Jobs")),
    "internship": ("1F331", _l("Internships")),
    "training": ("1F393", _l("Courses")),
    "initiative": ("1F9D1-200D-1F91D-200D-1F9D1", _l("People who look for others")),
    "service": ("1F91D", _l("Help and services")),
    "library": ("1F4D5", _l("Books, videos, games and tools")),
    "publication": ("1F4C4", _l("Leaflets")),
}
"""Kinds of entries as groups of a long list, in the order to show them: picture and name."""
WRITTEN = frozenset({"publication", "library"})
"""Kinds whose language is that of the thing itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what it says; the values may be in another language than the label."""

    key: str
    icon: str
    label: Text
    values: tuple[Text, ...]


def lines_of(entry: PublicEntry, language: str) -> list[Line]:
    """Everything that is known, in the order people ask; the labels in the language.

    What only this kind has begins with what is asked first: of work what is paid.
    """
    found = [_line(key, values, language) for key, values in _values(entry, language) if any(values)]
    own = [Line("fact", "info", each.label, (each.value,)) for each in entry.facts if each.value]
    at = next((at for at, each in enumerate(found) if each.key == "checked"), len(found))
    return [*own[:1], *found[:at], *own[1:], *found[at:]]


def _line(key: str, values: tuple[Text, ...], language: str) -> Line:
    icon, label = LABELS[key]
    said = Text(i18n.text_in(language, label), i18n.language(language).tag)
    return Line(key, icon, said, tuple(filter(None, values)))


def _values(entry: PublicEntry, language: str) -> Iterator[tuple[str, tuple[Text, ...]]]:
    tag, locale = i18n.language(language).tag, Locale.parse(i18n.language(language).locale)
    spoken = format_list([locale.languages.get(code, code) for code in entry.languages], locale=locale)
    cost = vocabulary("cost").name(entry.cost, language) if entry.cost else Text("", language)
    yield "hours", (Text(entry.hours_in(language), tag),)
    yield "address", (Text(entry.address, "pt"),)
    yield "directions", (entry.directions,)
    yield "phone", (Text(entry.phone, ""),)
    yield "email", (Text(entry.email, ""),)
    yield "cost", (cost, entry.cost_detail)
    yield "bring", (entry.what_to_bring,)
    yield "seeks", (entry.seeks,)
    yield "wanted", (entry.wanted,)
    yield "whom", (*entry.for_whom, entry.for_whom_detail)
    yield "conditions", (entry.conditions,)
    yield "ask", (*entry.how_to_ask, entry.how_to_ask_detail)
    if entry.kind not in WRITTEN:
        yield "languages", (Text(spoken, tag),)
    if entry.checked_on:
        day = format_date(entry.checked_on, "long", locale=locale)
        yield "checked", (Text(day, tag),)
