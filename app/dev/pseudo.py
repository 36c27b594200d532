"""The pseudo-locale, for tests only: every message longer, in brackets, with accents, right to left.

A layout that holds with it holds with a wordy language; a text without brackets was never given to
gettext. It is a compiled catalogue in an ignored folder: nobody can choose it, and it is not committed.
"""

import re

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.core.i18n import PSEUDO, TRANSLATIONS
from app.dev.translation_checks import PLACEHOLDER, TAG
from app.dev.translations import replace, sources

LONGER = 0.4
ACCENTS = str.maketrans("aeioucnsyzAEIOUCNSYZ", "áéíóúçñšýžÁÉÍÓÚÇÑŠÝŽ")
KEPT = re.compile(rf"({PLACEHOLDER.pattern}|{TAG.pattern}|&\w+;|https?://\S+)")


def make(scope: str = "office") -> None:
    """Write the catalogue with the messages of a scope; all others stay as the sources have them."""
    catalog = Catalog(locale=PSEUDO)
    for message in sources(scope):
        if message.id:
            catalog.add(message.id, _translated(message.id), context=message.context)
    with replace(TRANSLATIONS / PSEUDO / "LC_MESSAGES" / "messages.mo") as file:
        write_mo(file, catalog)


def _translated(text: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return disguised(text) if isinstance(text, str) else tuple(disguised(each) for each in text)


def disguised(text: str) -> str:
    """“Keep it” as “[Kéép ít ···]”: placeholders, tags and blanks at the ends stay as they are."""
    words = text.strip()
    before, after = text.partition(words)[::2]
    pieces = KEPT.split(words)
    said = "".join(piece if at % 2 else piece.translate(ACCENTS) for at, piece in enumerate(pieces))
    letters = sum(map(len, pieces[::2]))
    return f"{before}[{said} {'·' * max(1, round(letters * LONGER) - 3)}]{after}"
