"""Reading pages: what is wrong with the document, and whether one like it was seen before."""

import re

import html5lib
from bs4 import BeautifulSoup
from html5lib.constants import E

CHANGING = re.compile(
    r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?<=nonce=\")[^\"]+"
    r"|(?<=name=\"csrf_token\" value=\")[^\"]+"
)
"""What differs between two answers that are the same page."""
WORDS = re.compile(r"(?<= type)=\"[^\"]*\"|=\"(?P<value>[^\"]*)\"|>(?P<text>[^<]+)")
ENTITY = re.compile(r"&[#\w]*;?")
_good: set[int] = set()
"""The skeletons that a strict parser had nothing to forgive in."""


def parsed(html: str) -> BeautifulSoup:
    """A page or a part of one, to ask questions about."""
    return BeautifulSoup(html, "lxml")


def errors_in(html: str) -> list[str]:
    """What the parser of the HTML standard has to forgive in a page; a known skeleton is not parsed again."""
    if (bones := hash(skeleton(html))) in _good:
        return []
    parser = html5lib.HTMLParser()
    parser.parse(html)
    if not parser.errors:
        _good.add(bones)
    return [f"{place}: {E[code] % values}" for place, code, values in parser.errors]


def skeleton(html: str) -> str:
    """A page without its words: whether it is good HTML rests on its tags, attributes and entities."""

    def bare(found: re.Match[str]) -> str:
        value, text = found["value"], found["text"]
        if text is not None:
            return f">{'x' if text.strip() else ' '}{''.join(ENTITY.findall(text))}"
        return found[0] if value is None else f'="{"".join(ENTITY.findall(value))}"'

    return WORDS.sub(bare, html)


def likeness(html: str) -> int:
    """The same for two pages that differ in nothing but nonces, tokens and which ids they have.

    An id that stands twice in one of them and once in the other is a difference.
    """
    places: dict[str, int] = {}

    def plain(found: re.Match[str]) -> str:
        row = found["id"]
        return f"<id {places.setdefault(row, len(places))}>" if row else "…"

    return hash(CHANGING.sub(plain, html))
