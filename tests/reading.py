"""Reading pages once: the tree, what is wrong with the document, and whether it was seen before."""

import re
from typing import Any

import html5lib
from bs4.builder._html5lib import HTML5TreeBuilder
from html5lib.constants import E

CHANGING = re.compile(
    r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?<=nonce=\")[^\"]+"
    r"|(?<=name=\"csrf_token\" value=\")[^\"]+"
)
"""What differs between two answers that are the same page."""


class Reading(HTML5TreeBuilder):
    """html5lib's tree for Beautiful Soup, which keeps the errors that its parser forgave."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.errors: list[str] = []

    def feed(self, markup: Any) -> None:
        """What the parent does, for text."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)  # type: ignore[arg-type]
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.errors = [f"{place}: {E[code] % values}" for place, code, values in parser.errors]


def likeness(html: str) -> int:
    """The same for two pages that differ in nothing but nonces, tokens and which ids they have.

    An id that stands twice in one of them and once in the other is a difference.
    """
    places: dict[str, int] = {}

    def plain(found: re.Match[str]) -> str:
        row = found["id"]
        return f"<id {places.setdefault(row, len(places))}>" if row else "…"

    return hash(CHANGING.sub(plain, html))
