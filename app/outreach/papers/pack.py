"""The paper of a session in one file: what is read before, sheets to fill in, cards to take home, who came.

It asks what the tablet asks, in the same order; the sign at each box is what the quick entry takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from babel.dates import format_date

from app.core import i18n
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Both, Speaker, day, plain
from app.core.vocabulary import read_words
from app.outreach.papers.asked import Offered
from app.outreach.registrations.choices import Asked

WORDS = Path(__file__).with_name("words.toml")
PICTOGRAMS = Path(__file__).parents[2] / "ui/static/vendor/pictograms"
MOST_PARISHES, MOST_CARDS, CARD_COLUMNS = {1: 12, 2: 0}, {1: 24, 2: 15}, {1: 4, 2: 3}
"""So many have room on the page, by the languages on it; of more parishes one is written down."""
HOW = {"f": "Respondeu de viva voz", "a": "Assinou"}
"""How the person agreed, as the office notes it."""
_ON_SHEET = (
    *("sheet_title", "sheet_intro", "name", "year", "contact", "parish", "language", "other_language"),
    *("situation", "interests", "cards", "more_cards", "wishes", "call", "representative", "consents"),
    *("yes", "no", "signature", "data_note", "card_title", "card_use", "card_come", "card_day"),
    *("card_hour", "card_where"),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session, as its papers name it."""

    title: str
    on: date
    starts: time
    ends: time
    place: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A slip: its number, and what its QR code says."""

    number: int
    scanned: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is printed: the language beside Portuguese ("pt" for none), of which languages a notice."""

    language: str
    notices: Sequence[str]
    has_sheets: bool
    has_cards: bool
    has_list: bool


def session_pack(
    head: Letterhead,
    meeting: Meeting,
    slips: Sequence[Numbered],
    offered: Offered,
    *,
    wanted: Wanted,
    desk: Sequence[Both],
) -> Paper:
    """`desk` says where to come and when, in the languages of the sheet."""
    speaker = speaker_of(wanted.language)
    languages = len(speaker.columns)
    data = {
        "session": _session(meeting),
        "words": {key: speaker.say(key) for key in _ON_SHEET}
        | {"card_met": speaker.say("card_met", day=day(meeting.on), place=meeting.place)},
        "how": [{"code": code, "words": words} for code, words in HOW.items()],
        "offered": {**_on_sheet(offered, languages), "card_columns": CARD_COLUMNS[languages]},
        "questions": [_question(each, speaker) for each in offered.questions],
        "desk": desk,
        "notices": [_notice(code, head.municipality, offered.questions) for code in wanted.notices],
        "slips": [_slip(each, speaker) for each in slips],
        "has": {"sheets": wanted.has_sheets, "cards": wanted.has_cards, "list": wanted.has_list},
        "drawings": {
            point: (PICTOGRAMS / f"{point}.svg").read_text("utf-8")
            for point in sorted({each.pictogram for each in offered.cards})
        },
    }
    template = Path(__file__).with_name("pack.typ")
    return letterhead.on_paper(template, head, data, [each.scanned for each in slips])


def speaker_of(language: str) -> Speaker:
    """Portuguese, and beside it the person's language."""
    return Speaker(i18n.MAIN, language, words=read_words(WORDS))


def _on_sheet(offered: Offered, languages: int) -> dict[str, Any]:
    return {
        "parishes": offered.parishes if len(offered.parishes) <= MOST_PARISHES[languages] else (),
        "languages": offered.languages,
        "situations": offered.situations,
        "interests": offered.interests,
        "cards": offered.cards[: MOST_CARDS[languages]],
        "wishes": offered.wishes,
        "call": offered.call,
        "groups": offered.groups,
        "edition": offered.edition,
    }


def _session(meeting: Meeting) -> dict[str, str]:
    locale = i18n.language(i18n.MAIN).locale
    return {
        "title": meeting.title,
        "day": format_date(meeting.on, "full", locale=locale),
        "time": f"{meeting.starts:%H:%M}–{meeting.ends:%H:%M}",
        "place": meeting.place,
    }


def _slip(slip: Numbered, speaker: Speaker) -> dict[str, str]:
    number = str(slip.number)
    return {
        "number": number,
        "scanned": slip.scanned,
        "alt": plain(speaker.say("sheet_qr", number=number)),
    }


def _question(asked: Asked, speaker: Speaker) -> Both:
    return speaker.each(lambda spoken: asked.wording(spoken.code).question)


def _notice(language: str, municipality: str, questions: Sequence[Asked]) -> dict[str, Any]:
    """The page that is read out before anything is asked, in one language."""
    spoken = i18n.language(language)
    speaker = Speaker(language, words=read_words(WORDS))

    def said(key: str) -> str:
        return speaker.say(key, municipality=municipality)[0].text

    return {
        "lang": spoken.tag,
        "dir": spoken.direction,
        "title": said("notice_title"),
        "about": [said(f"notice_{key}") for key in ("why", "law", "who", "rights")],
        "questions": said("notice_questions"),
        "no": said("notice_no"),
        "purposes": [each.wording(language) for each in questions],
    }
