"""The paper of a session in one file: what is read before, sheets to fill in, cards to take home, who came.

It asks what the tablet asks, in the same order; the sign at each box is what the quick entry takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from babel.dates import format_date

from app.core import i18n
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Both, Said, Speaker, day, plain
from app.core.vocabulary import read_words
from app.people.purposes import purposes

WORDS = Path(__file__).with_name("words.toml")
PICTOGRAMS = Path(__file__).parents[2] / "ui/static/vendor/pictograms"
MOST_PARISHES = 12
"""Of more parishes one is written down."""
MOST_CARDS, CARD_COLUMNS = {1: 24, 2: 15}, {1: 4, 2: 3}
"""So many have room on the page, by the languages on it."""
HOW = {"f": "Respondeu de viva voz", "a": "Assinou"}
"""How the person agreed, as the office notes it."""
_ON_SHEET = (
    "sheet_title", "sheet_intro", "name", "year", "contact", "parish", "language", "other_language",
    "situation", "interests", "cards", "more_cards", "wishes", "consents", "yes", "no", "signature", "call",
    "data_note", "card_title", "card_use", "card_come", "card_day", "card_hour", "card_where",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick: the sign that is typed for it, and its words in each language of the sheet."""

    code: str
    names: Both
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be ticked on a sheet, in the order of the tablet; `consents` are purposes by sign."""

    parishes: Sequence[Option]
    languages: Sequence[Option]
    situations: Sequence[Option]
    interests: Sequence[Option]
    cards: Sequence[Option]
    wishes: Sequence[Option]
    consents: Mapping[str, str]
    call: str
    edition: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session, as its papers name it."""

    title: str
    on: date
    starts: time
    ends: time
    place: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is printed: the language beside Portuguese ("pt" for none), of which languages a notice."""

    language: str
    notices: Sequence[str]
    has_cards: bool
    has_list: bool


def session_pack(
    head: Letterhead,
    meeting: Meeting,
    slips: Mapping[str, str],
    offered: Offered,
    *,
    wanted: Wanted,
    desk: Sequence[Both],
) -> Paper:
    """`slips` are ids by number; `desk` says where to come and when, in the languages of the sheet."""
    speaker = speaker_of(wanted.language)
    languages = len(speaker.columns)
    drawn = sorted({each.pictogram for each in offered.cards})
    data = {
        "session": _session(meeting),
        "words": {key: speaker.say(key) for key in _ON_SHEET}
        | {"card_met": speaker.say("card_met", day=day(meeting.on), place=meeting.place)},
        "call": offered.call,
        "how": [{"code": code, "words": words} for code, words in HOW.items()],
        "parishes": offered.parishes if len(offered.parishes) <= MOST_PARISHES else (),
        "spoken": offered.languages,
        "situations": offered.situations,
        "interests": offered.interests,
        "cards": offered.cards[: MOST_CARDS[languages]],
        "card_columns": CARD_COLUMNS[languages],
        "wishes": offered.wishes,
        "consents": [_question(code, key, speaker) for code, key in offered.consents.items()],
        "edition": offered.edition,
        "desk": desk,
        "notices": [_notice(code, head.municipality, offered) for code in wanted.notices],
        "slips": [
            {"number": number, "id": each, "alt": plain(speaker.say("sheet_qr", number=number))}
            for number, each in slips.items()
        ],
        "has_cards": wanted.has_cards,
        "has_list": wanted.has_list,
        "drawings": {point: (PICTOGRAMS / f"{point}.svg").read_text("utf-8") for point in drawn},
    }
    return letterhead.on_paper(Path(__file__).with_name("pack.typ"), head, data, list(slips.values()))


def speaker_of(language: str) -> Speaker:
    """Portuguese, and beside it the person's language."""
    return Speaker(i18n.MAIN, language, words=read_words(WORDS))


def _session(meeting: Meeting) -> dict[str, str]:
    locale = i18n.language(i18n.MAIN).locale
    return {
        "title": meeting.title,
        "day": format_date(meeting.on, "full", locale=locale),
        "time": f"{meeting.starts:%H:%M}–{meeting.ends:%H:%M}",
        "place": meeting.place,
    }


def _main(words: str) -> Said:
    spoken = i18n.language(i18n.MAIN)
    return Said(words, spoken.tag, spoken.direction)


def _question(code: str, key: str, speaker: Speaker) -> dict[str, Any]:
    return {"code": code, "names": speaker.each(lambda spoken: purposes()[key].wording(spoken.code).question)}


def _notice(language: str, municipality: str, offered: Offered) -> dict[str, Any]:
    """The page that is read out before anything is asked, in one language."""
    spoken = i18n.language(language)
    speaker = Speaker(language, words=read_words(WORDS))

    def said(key: str) -> str:
        return speaker.say(key, municipality=municipality)[0].text

    asked = [purposes()[key].wording(language) for key in offered.consents.values()]
    return {
        "lang": spoken.tag,
        "dir": spoken.direction,
        "words": {
            "title": said("notice_title"),
            "about": [said(f"notice_{key}") for key in ("why", "law", "who", "rights")],
            "questions": said("notice_questions"),
            "no": said("notice_no"),
        },
        "purposes": [
            {"title": each.title, "question": each.question, "what": each.what, "limits": each.limits}
            for each in asked
        ],
    }
