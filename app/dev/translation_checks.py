"""What can be wrong with a catalogue, found by a machine. Reading it remains a person's work."""

import re
from collections.abc import Iterator
from gettext import c2py  # how gettext itself reads plural rules
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from app.core.vocabulary import read_file

# An extraction that finds less than this has not looked everywhere.
FEWEST = {"office": 600, "kiosk": 150}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%")
TAG = re.compile(r"</?[a-z][^>]*>")
NUMBER = frozenset({"%(num)d", "%(num)s"})
NOT_PORTUGUESE = read_file(Path(__file__).with_name("not_portuguese.toml"))
STRAIGHT = re.compile(r"""["']|\.\.\.""")


def is_translated(message: Message) -> bool:
    """Every form of it is there."""
    return bool(message.string) and all(_texts(message))


def too_few(office: int, kiosk: int) -> Iterator[str]:
    """Whether the extraction found so little that it must have looked in the wrong place."""
    for scope, count in (("office", office), ("kiosk", kiosk)):
        if count < FEWEST[scope]:
            yield f"only {count} messages of the scope {scope} were found, expected {FEWEST[scope]} or more"


def problems(code: str, wanted: Catalog, catalog: Catalog) -> Iterator[str]:
    """Compare a catalogue with the messages that it must hold."""
    forms = get_plural(code).num_plurals
    if catalog.num_plurals != forms:
        yield f"{catalog.num_plurals} plural forms are declared, the language has {forms}"
    for message in _messages(wanted):
        found = catalog.get(message.id, message.context)
        if found is None:
            yield f"lacks {_name(message)}"
        elif not is_translated(found):
            yield f"not translated: {_name(message)}"
        else:
            yield from (f"{problem}: {_name(message)}" for problem in wrong(code, message, found, catalog))
    for message in (*_messages(catalog), *catalog.obsolete.values()):
        if message.id in catalog.obsolete or wanted.get(message.id, message.context) is None:
            yield f"no longer in the sources: {_name(message)}"


def wrong(code: str, message: Message, found: Message, catalog: Catalog) -> Iterator[str]:
    if found.fuzzy:
        yield "fuzzy"
    forms = get_plural(code).num_plurals if message.pluralizable else 1
    if message.pluralizable is not found.pluralizable or len(_texts(found)) != forms:
        yield f"{len(_texts(found))} forms instead of {forms}"
    source = message.id if isinstance(message.id, str) else message.id[-1]
    for form, text in enumerate(_texts(found)):
        free = NUMBER if found.pluralizable and _is_one_number(form, catalog) else frozenset()
        yield from differences(source, text, free)
        if code == "pt":
            yield from not_portuguese(TAG.sub("", text))


def differences(source: str, text: str, free: frozenset[str] = frozenset()) -> Iterator[str]:
    """What a translation must have in common with its source and has not; `free` may differ."""
    if set(PLACEHOLDER.findall(source)) - free != set(PLACEHOLDER.findall(text)) - free:
        yield "placeholders differ"
    if sorted(TAG.findall(source)) != sorted(TAG.findall(text)):
        yield "HTML tags differ"
    if source.partition(source.strip())[::2] != text.partition(text.strip())[::2]:
        yield "blanks at the ends differ"


def not_portuguese(text: str) -> Iterator[str]:
    """What a careful public servant of Portugal would not write."""
    for pattern, instead in NOT_PORTUGUESE.items():
        if found := re.search(rf"\b({pattern})\b", text, re.IGNORECASE):
            yield f"“{found[0]}” (write: {instead})"
    if found := STRAIGHT.search(text):
        yield f"straight quotes or three dots ({found[0]})"


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _name(message: Message) -> str:
    return repr(message.id[0] if message.pluralizable else message.id)


def _is_one_number(form: int, catalog: Catalog) -> bool:
    """Whether a plural form stands for one number only, such as two in Arabic: words may say it."""
    form_of = c2py(catalog.plural_expr)
    return sum(form_of(number) == form for number in range(200)) == 1
