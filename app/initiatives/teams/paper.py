"""The invitation on paper, in two languages with a slip to give back; and the coverage matrix."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from babel.dates import get_month_names
from babel.numbers import format_currency

from app.core import i18n
from app.core.feature import Link
from app.core.i18n import Language
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Speaker, Value, day, plain
from app.core.vocabulary import read_words
from app.initiatives.teams.invitation import Invitation
from app.initiatives.teams.matrix import Line, matrix_of, members_of
from app.initiatives.teams.models import Team
from app.network.desk import on_paper
from app.network.links.tokens import to_type
from app.network.models import Municipality
from app.skills.snapshot import Catalogue

HERE = Path(__file__).parent
INVITATION, MATRIX, WORDS = HERE / "invitation.typ", HERE / "matrix.typ", HERE / "words.toml"


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


def matrix_sheet(
    team: Team,
    title: str,
    names: Mapping[UUID, str],
    known: Catalogue,
    *,
    closers: Mapping[UUID, Sequence[Link]],
    municipality: str,
) -> Paper:
    """In Portuguese, for whoever sits at the table; across the page."""
    speaker = Speaker(i18n.MAIN, words=read_words(WORDS))
    matrix, people = matrix_of(team), [each.participant_id for each in members_of(team)]

    def say(key: str, **values: str) -> str:
        return speaker.say(key, **values)[0].text

    def row(line: Line) -> dict[str, Any]:
        cells = [line.levels.get(each) for each in people]
        return {
            "name": _called(known, line.competence_id),
            "asked": " · ".join(
                filter(None, (_count(say, line.people), line.minimum and say(f"level_{line.minimum}")))
            ),
            "members": line.members,
            "cells": [
                {"level": say(f"level_{level}"), "is_enough": who in line.able} if level is not None else None
                for who, level in zip(people, cells, strict=True)
            ],
            "missing": line.missing,
        }

    data: dict[str, Any] = {
        "document": say("matrix_for", title=title),
        "heading": say("matrix"),
        "title": say("matrix_for", title=title),
        "people": [names.get(each, "") for each in people],
        "rows": [row(line) for line in matrix.lines],
        "has_members": any(line.members for line in matrix.lines),
        "covered": say("covered", covered=str(matrix.covered), places=str(matrix.places)),
        "closing": [
            {
                "name": _called(known, line.competence_id),
                "by": [str(each.label) for each in closers.get(line.competence_id, ())]
                or [say("nothing_closes")],
            }
            for line in matrix.gaps
        ],
        "labels": {
            key: say(key) for key in ("need", "asked", "members", "missing", "closes", "below", "foot")
        },
    }
    return letterhead.on_paper(MATRIX, Letterhead(municipality), data)


def _called(known: Catalogue, competence_id: UUID) -> str:
    view = known.competence(competence_id)
    return view.name(i18n.MAIN).value if view else ""


def _count(say: Any, people: int) -> str:
    return str(say("person") if people == 1 else say("people", count=str(people)))
