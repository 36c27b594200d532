"""Slips to bring along, eight on a page: the name, when and where, and a QR code that staff scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from babel.dates import format_date

from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Speaker, plain
from app.core.vocabulary import read_words

WORDS = Path(__file__).with_name("words.toml")
NEXT_SESSIONS = 4
"""So many at most: beside a long name fewer have room, and the slip says how many more there are."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where one goes."""

    on: date
    starts: time
    place: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's; `address` is what the QR code opens, `language` the person's."""

    name: str
    title: str
    language: str
    address: str
    meetings: tuple[Meeting, ...]


def on_paper(head: Letterhead, slips: Sequence[Slip]) -> Paper:
    """The slips in the order given."""
    template = Path(__file__).with_name("slips.typ")
    data = {"slips": [_data(slip) for slip in slips]}
    return letterhead.on_paper(template, head, data, [slip.address for slip in slips])


def _data(slip: Slip) -> dict[str, Any]:
    speaker = Speaker(slip.language, "pt", words=read_words(WORDS))
    first = next(each for each in speaker.columns if each.code == slip.language)
    shown = slip.meetings[:NEXT_SESSIONS]
    left_out = [len(slip.meetings) - count for count in range(len(shown) + 1)]
    return {
        "name": slip.name,
        "title": slip.title,
        "address": slip.address,
        "use": speaker.say("slip_use"),
        "alt": plain(speaker.say("slip_qr")),
        "more": [speaker.say("slip_more", count=str(rest)) if rest else [] for rest in left_out],
        "dir": first.direction,
        "lang": first.tag,
        "meetings": [
            {
                "day": _capital(format_date(each.on, "EEE, d MMM", locale=first.locale)),
                "time": f"{each.starts:%H:%M}",
                "place": each.place,
            }
            for each in shown
        ],
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
