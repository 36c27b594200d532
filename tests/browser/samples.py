"""What the browser's tests do this time: journeys in pairs, layout in some of the languages."""

from collections.abc import Container, Iterator, Sequence

import pytest
from _pytest.mark import ParameterSet

from app.core import i18n
from tests import turns

AXE = ("pt", "ar", i18n.PSEUDO)
"""The languages in which axe looks: at the kiosk wherever there is something new."""
FURTHER, EACH_TIME = ("ar", i18n.PSEUDO, "en", "uk"), 2
"""The languages in which, by turns, every screen is measured, as it always is in Portuguese."""
PART = 3
"""Of the office every third page is looked at in a further language, or at another of its addresses."""


def in_pairs(languages: Sequence[str], journey: str) -> list[ParameterSet]:
    """Values for `language` and `javascript`: with and without turn about, at another commit the other way
    round; with `--all` both ways.
    """
    ways = turns.some((0, 1), 1, "ways to pair languages with JavaScript on and off", journey)
    return [
        pytest.param(language, is_on, id=f"{language} {'script' if is_on else 'no script'}")
        for way in ways
        for language, is_on in ((each, (at + way) % 2 == 0) for at, each in enumerate(languages))
    ]


def of_the_office(pages: dict[str, list[str]], language: str) -> list[str]:
    """The fullest address of every page in Portuguese, and of its other addresses some; in another language
    some of the pages: what is wrong there is mostly wrong with a part that many of them are made of.
    """
    kinds = in_turn(list(pages.values()))
    fullest = [urls[0] for urls in kinds]
    if language != "pt":
        return _part(fullest, "pages of the office in a further language", language)
    others = [url for urls in kinds for url in urls[1:]]
    return fullest + _part(others, "addresses of pages of the office that are seen at another address")


def _part(urls: Sequence[str], kind: str, key: str = "") -> list[str]:
    return turns.some(urls, -(-len(urls) // PART) or 1, kind, key)


def worth_a_look(
    pages: dict[str, list[str]], language: str, measured: Sequence[str], new_to_axe: Container[str]
) -> Iterator[str]:
    """Every address in Portuguese; elsewhere the fullest of each page, for a query changes no words; where
    not every page is measured this time, only those in which there was something new to axe.
    """
    for urls in in_turn(list(pages.values())):
        for url in urls if language == "pt" else urls[:1]:
            if language in {"pt", *measured} or url in new_to_axe:
                yield url


def in_turn(pages: list[list[str]]) -> list[list[str]]:
    """The same, beginning elsewhere at each commit: of two pages of one structure axe sees the first."""
    start = turns.seed() % len(pages) if pages else 0
    return pages[start:] + pages[:start]
