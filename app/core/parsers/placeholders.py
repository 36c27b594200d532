"""Plain placeholders (app/core/placeholders.py) in the paragraphs of a document.

A word processor may split one over runs of different looks, as it pleases; it is found all the same, and what
replaces it has the look of where it began.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.placeholders import PLACEHOLDER, names_in
from app.core.text import fold

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = "\x0b"
"""Stands for the end of a line of a value; XML cannot hold it, so no document does."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How a kind of document calls its paragraphs and the break of a line; `text`: what alone holds words."""

    paragraphs: Sequence[str]
    line_break: str
    text: str = ""


Place = tuple[Any, str]
"""An element, and which of its two texts is meant: "text" or "tail"."""


def found_in(root: Any, words: Vocabulary) -> list[str]:
    """The names of the placeholders as they were written; of loose braces what stands there."""
    found: list[str] = []
    for paragraph in root.iter(*words.paragraphs):
        said = "".join(_read(place) for place in _places(paragraph, words))
        found += names_in(said)
    return found


def fill(root: Any, words: Vocabulary, values: Mapping[str, str]) -> None:
    """Put the values, by folded name, where their placeholders stand; lines of a value stay lines."""
    for paragraph in list(root.iter(*words.paragraphs)):
        places = list(_places(paragraph, words))
        texts = [_read(place) for place in places]
        for match in reversed(list(PLACEHOLDER.finditer("".join(texts)))):
            value = values.get(fold(match[1]))
            if value is not None:
                lines = _UNPRINTABLE.sub("", value).splitlines()
                _replace(texts, match.start(), match.end(), _BREAK.join(lines))
        for place, text in zip(places, texts, strict=True):
            if text != _read(place):
                _write(place, text, words)


def _places(paragraph: Any, words: Vocabulary) -> Iterator[Place]:
    """Where its own words stand, in their order; a paragraph inside (of a note, a box) is one by itself."""
    if words.text:
        for each in paragraph.iter(words.text):
            if next(each.iterancestors(*words.paragraphs)) is paragraph:
                yield each, "text"
        return
    yield paragraph, "text"
    for child in paragraph:
        holds_others = isinstance(child.tag, str) and next(child.iter(*words.paragraphs), None) is not None
        if isinstance(child.tag, str) and not holds_others:
            yield from _places(child, words)
        yield child, "tail"


def _read(place: Place) -> str:
    return getattr(*place) or ""


def _replace(texts: list[str], start: int, end: int, value: str) -> None:
    """Cut a stretch out of the texts as if they were one, and put the value where it began."""
    at, is_put = 0, False
    for number, text in enumerate(texts):
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            texts[number] = text[:first] + ("" if is_put else value) + text[last:]
            is_put = True


def _write(place: Place, text: str, words: Vocabulary) -> None:
    """The lines of a text, each but the first behind a break."""
    element, where = place
    first, *others = text.split(_BREAK)
    setattr(element, where, first)
    inside = where == "text" and not words.text
    parent = element if inside else element.getparent()
    position = 0 if inside else parent.index(element) + 1
    if words.text:
        element.set(_SPACE, "preserve")
    for line in others:
        line_break = element.makeelement(words.line_break)
        parent.insert(position, line_break)
        position += 1
        if words.text:
            more = element.makeelement(words.text, {_SPACE: "preserve"})
            more.text = line
            parent.insert(position, more)
            position += 1
        else:
            line_break.tail = line
