"""The coverage matrix on paper, in Portuguese, for whoever sits at the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import i18n
from app.core.feature import Link
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Speaker
from app.core.vocabulary import read_words
from app.initiatives.teams.matrix import Line, matrix_of, members_of
from app.initiatives.teams.models import Team
from app.skills.snapshot import Catalogue

TEMPLATE, WORDS = Path(__file__).with_name("matrix.typ"), Path(__file__).with_name("words.toml")
FIXED = ("need", "asked", "members", "missing", "closes", "below", "foot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What stands on it: `names` by person, `closers` by competence what teaches it."""

    title: str
    names: Mapping[UUID, str]
    known: Catalogue
    closers: Mapping[UUID, Sequence[Link]]
    municipality: str


def matrix_sheet(team: Team, table: Table) -> Paper:
    """The paper, across the page."""
    matrix, people = matrix_of(team), [each.participant_id for each in members_of(team)]
    data: dict[str, Any] = {
        "document": _say("matrix_for", title=table.title),
        "heading": _say("matrix"),
        "title": _say("matrix_for", title=table.title),
        "people": [table.names.get(each, "") for each in people],
        "rows": [_row(line, people, table.known) for line in matrix.lines],
        "has_members": any(line.members for line in matrix.lines),
        "covered": _say("covered", covered=str(matrix.covered), places=str(matrix.places)),
        "closing": [_closing(line, table) for line in matrix.gaps],
        "labels": {key: _say(key) for key in FIXED},
    }
    return letterhead.on_paper(TEMPLATE, Letterhead(table.municipality), data)


def _row(line: Line, people: Sequence[UUID], known: Catalogue) -> dict[str, Any]:
    level = _say(f"level_{line.minimum}") if line.minimum else ""
    count = _say("person") if line.people == 1 else _say("people", count=str(line.people))
    return {
        "name": _called(known, line.competence_id),
        "asked": " · ".join(filter(None, (count, level))),
        "members": line.members,
        "cells": [_cell(line, each) for each in people],
        "missing": line.missing,
    }


def _cell(line: Line, participant_id: UUID) -> dict[str, Any] | None:
    level = line.levels.get(participant_id)
    if level is None:
        return None
    return {"level": _say(f"level_{level}"), "is_enough": participant_id in line.able}


def _closing(line: Line, table: Table) -> dict[str, Any]:
    found = [str(each.label) for each in table.closers.get(line.competence_id, ())]
    return {"name": _called(table.known, line.competence_id), "by": found or [_say("nothing_closes")]}


def _called(known: Catalogue, competence_id: UUID) -> str:
    view = known.competence(competence_id)
    return view.name(i18n.MAIN).value if view else ""


def _say(key: str, **values: str) -> str:
    (said,) = Speaker(i18n.MAIN, words=read_words(WORDS)).say(key, **values)
    return said.text
