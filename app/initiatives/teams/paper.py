"""The invitation on paper: in two languages, with the link as a code and a slip to give back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.dates import get_month_names
from babel.numbers import format_currency

from app.core import i18n
from app.core.i18n import Language
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Speaker, Value, day, plain
from app.core.vocabulary import read_words
from app.initiatives.teams.invitation import Invitation
from app.network.desk import on_paper
from app.network.links.tokens import to_type
from app.network.models import Municipality
from app.skills.snapshot import Catalogue

HERE = Path(__file__).parent
INVITATION, WORDS = HERE / "invitation.typ", HERE / "words.toml"


def invitation_sheet(
    invitation: Invitation, name: str, known: Catalogue, municipality: Municipality, address: str
) -> Paper:
    """For whoever is invited, in their language beside Portuguese; `name` as they are called."""
    speaker = Speaker(i18n.MAIN, invitation.language, words=read_words(WORDS))
    fixed = ("lead", "about", "brings", "answer", "how", "free", "slip", "yes", "no", "signed")
    data: dict[str, Any] = {
        "document": plain(speaker.say("invitation")),
        "heading": speaker.say("invitation"),
        "name": speaker.say("for_whom", name=name),
        "called": name,
        "title": invitation.title,
        "words": invitation.words,
        "facts": _facts(invitation, speaker),
        "competences": _competences(invitation, known, speaker),
        "until": speaker.say("until", day=day(invitation.answer_by)) if invitation.answer_by else (),
        "alt": plain(speaker.say("code")),
        "address": address,
        "typed": to_type(address),
        "desk": on_paper(municipality, speaker),
        **{key: speaker.say(key) for key in fixed},
    }
    return letterhead.on_paper(INVITATION, Letterhead(municipality.name), data, [address])


def _facts(invitation: Invitation, speaker: Speaker) -> list[Any]:
    lines = []
    if invitation.where:
        lines.append(speaker.say("where", place=invitation.where))
    if 0 < len(invitation.months) < 12:
        lines.append(speaker.say("season", months=_months(invitation.months)))
    if any(invitation.income):
        lines.append(speaker.say("income", amount=_income(invitation.income)))
    if invitation.others:
        lines.append(speaker.say("others", count=str(invitation.others)))
    return lines


def _months(months: Sequence[int]) -> Value:
    def named(spoken: Language) -> str:
        names = get_month_names("wide", "stand-alone", locale=spoken.locale)
        return ", ".join(names[each] for each in months)

    return named


def _income(income: tuple[int | None, int | None]) -> Value:
    def amounts(spoken: Language) -> str:
        known = dict.fromkeys(each for each in income if each is not None)
        return " – ".join(format_currency(each / 100, "EUR", locale=spoken.locale) for each in known)

    return amounts


def _competences(invitation: Invitation, known: Catalogue, speaker: Speaker) -> list[Any]:
    found = []
    for key, level in invitation.covers.items():
        if view := known.competence(key):
            found.append({"name": speaker.named(view.name), "level": speaker.say(level) if level else ()})
    return found
