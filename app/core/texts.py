"""Words of the content in several languages: Portuguese is always there, others where somebody wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.i18n import MAIN


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and the language they are really in."""

    value: str
    lang: str

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


def in_language(texts: Mapping[str, str], language: str) -> Text:
    """The text in the language where it has been written, else in Portuguese; each says what it is in."""
    there = language if texts.get(language) else MAIN
    return Text(texts.get(there, ""), there)
