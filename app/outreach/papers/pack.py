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
from app.outreach.papers.asked import Offered, Option
from app.outreach.registrations.choices import Asked

WORDS = Path(__file__).with_name("words.toml")
PICTOGRAMS = Path(__file__).parents[2] / "ui/static/vendor/pictograms"
MOST_PARISHES, CARD_COLUMNS, CARD_ROWS = {1: 9, 2: 0}, {1: 4, 2: 3}, {1: 5, 2: 4}
"""What has room on the page, by the languages on it; of more parishes one is written down."""
LONGEST_PARISH = 40
USUAL_QUESTIONS = 3
"""About consent; each further one takes the room of a row of cards."""
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
    """A slip: its number, what its QR code says, and the series that stand on its sheet."""

    number: int
    scanned: str
    wishes: Sequence[Option]


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
        "offered": _on_sheet(offered, languages),
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
    rows = CARD_ROWS[languages] - max(0, len(offered.questions) - USUAL_QUESTIONS)
    return {
        "parishes": _short(offered.parishes, MOST_PARISHES[languages]),
        "languages": offered.languages,
        "situations": offered.situations,
        "interests": offered.interests,
        "columns": 2 if languages == 1 else 1,
        "cards": offered.cards[: rows * CARD_COLUMNS[languages]],
        "card_columns": CARD_COLUMNS[languages],
        "call": offered.call,
        "groups": offered.groups,
        "edition": offered.edition,
    }


def _short(parishes: Sequence[Option], most: int) -> Sequence[Option]:
    """As boxes to tick, where they are few and have short names; else none, and a line to write on."""
    is_short = all(len(name.text) <= LONGEST_PARISH for each in parishes for name in each.names)
    return parishes if is_short and len(parishes) <= most else ()


def _session(meeting: Meeting) -> dict[str, str]:
    locale = i18n.language(i18n.MAIN).locale
    return {
        "title": meeting.title,
        "day": format_date(meeting.on, "full", locale=locale),
        "time": f"{meeting.starts:%H:%M}–{meeting.ends:%H:%M}",
        "place": meeting.place,
    }


def _slip(slip: Numbered, speaker: Speaker) -> dict[str, Any]:
    number = str(slip.number)
    return {
        "number": number,
        "scanned": slip.scanned,
        "wishes": slip.wishes,
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
