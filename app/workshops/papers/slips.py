"""Slips to bring along, eight on a page: the name, when and where, and a QR code that staff scan."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from babel.dates import format_date

from app.workshops.papers import letterhead
from app.workshops.papers.letterhead import Letterhead
from app.workshops.papers.words import Speaker, plain

NEXT_SESSIONS = 4


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


def render(head: Letterhead, slips: Sequence[Slip]) -> bytes:
    """The slips as PDF, in the order given."""
    codes = {slip.address: letterhead.qr(slip.address) for slip in slips}
    return letterhead.render("slips.typ", head, {"slips": [_data(slip) for slip in slips], "codes": codes})


def _data(slip: Slip) -> dict[str, Any]:
    speaker = Speaker.of(slip.language, "pt")
    first = next(each for each in speaker.columns if each.code == slip.language)
    shown = slip.meetings[:NEXT_SESSIONS]
    rest = len(slip.meetings) - len(shown)
    return {
        "name": slip.name,
        "title": slip.title,
        "address": slip.address,
        "use": [asdict(each) for each in speaker.say("slip_use")],
        "alt": plain(speaker.say("slip_qr")),
        "more": [asdict(each) for each in speaker.say("slip_more", count=str(rest))] if rest else [],
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
