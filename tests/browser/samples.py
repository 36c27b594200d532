"""What the browser's tests do this time: journeys in pairs, layout in some of the languages."""

from collections.abc import Container, Iterator, Sequence

import pytest
from _pytest.mark import ParameterSet

from app.core import i18n
from tests import turns

AXE = ("pt", "ar", i18n.PSEUDO)
"""The languages in which axe looks wherever there is something new."""
FURTHER, EACH_TIME = ("ar", i18n.PSEUDO, "en", "uk"), 2
"""The languages in which, by turns, every page is measured, as it always is in Portuguese."""


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
