"""The paper a person takes home about what they agreed to, in their language beside Portuguese."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from app.core.i18n import MAIN, Language, language
from app.core.papers.speaker import day
from app.core.vocabulary import Words, read_words
from app.people.models import Consent
from app.people.purposes import purposes

DATA = Path(__file__).parent / "notice.toml"


@dataclass(frozen=True, slots=True)
class Side:
    """One language of the paper: a heading, then sentences."""

    language: Language
    title: str
    about: str
    said: str
    question: str
    meaning: tuple[str, ...]
    rights: tuple[str, ...]
    signature: str


def sides(consent: Consent, *, recipient: str, zone: str) -> list[Side]:
    """Portuguese, and the language in which the person was asked where that is another one we write."""
    codes = [MAIN, *({consent.language} & set(texts()) - {MAIN})]
    return [_side(consent, language(code), recipient, ZoneInfo(zone)) for code in codes]


def texts() -> Mapping[str, Words]:
    """The fixed sentences by language."""
    return read_words(DATA)


def _side(consent: Consent, tongue: Language, recipient: str, zone: ZoneInfo) -> Side:
    words = texts()[tongue.code]
    asked = purposes()[consent.purpose].wording(tongue.code, consent.wording).about(recipient)
    at = consent.withdrawn_at or consent.given_at
    on = day(at.astimezone(zone).date())(tongue)
    ended = consent.withdrawn_at is not None
    return Side(
        tongue,
        words["withdrawn" if ended else "given"],
        asked.title,
        words["said_no" if ended else "said_yes"].format(day=on),
        asked.question,
        () if ended else (asked.what, asked.limits),
        (words["unchanged"],) if ended else (words["any_time"], words["if_no"]),
        words["signature_of"].format(who=consent.answered_by) if consent.answered_by else words["signature"],
    )
