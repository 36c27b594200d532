"""How publications and things of the learning library look to the public."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import i18n
from app.core.actor import Actor
from app.core.db import db
from app.core.texts import Text, in_language
from app.directory.models import LibraryItem, Publication, ShelfState
from app.directory.public import Fact, PublicEntry
from app.directory.vocabulary import vocabulary
from app.network.queries import organisation_names

LEAFLET = "1F4C4"


class Publications:
    """The kind "publication" (app/directory/public.py); it is read at /publications/<id>."""

    key = "publication"

    def entries(self, actor: Actor, ids: Sequence[UUID], *, languages: Sequence[str]) -> list[PublicEntry]:
        """The published ones of the actor's municipality among these."""
        return [
            _publication(row, language, names)
            for row, language, names in _rows(actor, Publication, ids, languages)
        ]


class Library:
    """The kind "library" (app/directory/public.py)."""

    key = "library"

    def entries(self, actor: Actor, ids: Sequence[UUID], *, languages: Sequence[str]) -> list[PublicEntry]:
        """The published ones of the actor's municipality among these."""
        return [
            _item(row, language, names) for row, language, names in _rows(actor, LibraryItem, ids, languages)
        ]


PUBLICATIONS, LIBRARY = Publications(), Library()


def _rows(
    actor: Actor, kind: type[Any], ids: Sequence[UUID], languages: Sequence[str]
) -> Iterator[tuple[Any, str, dict[UUID, str]]]:
    if not ids:
        return
    rows = db.session.scalars(
        select(kind)
        .where(
            kind.id.in_(ids),
            kind.municipality_id == actor.here(),
            kind.state == ShelfState.PUBLISHED.value,
        )
        .options(selectinload(kind.texts))
        .order_by(kind.sort_key, kind.id)
    ).all()
    names = organisation_names(row.organisation_id for row in rows)
    for row in rows:
        yield row, languages[0] if languages else i18n.MAIN, names


def _publication(row: Publication, language: str, names: dict[UUID, str]) -> PublicEntry:
    need = vocabulary("needs").get(row.need)
    lines = {"written_in": _language(row.language, language), "stock": _count(row.stock)}
    return PublicEntry(
        kind=PUBLICATIONS.key,
        id=row.id,
        name=said(row, "title", language),
        provider=names[row.organisation_id] if row.organisation_id else "",
        pictogram=need.pictogram if need else LEAFLET,
        description=said(row, "description", language),
        url=row.link,
        cost="free",
        languages=(row.language,),
        facts=_facts(lines, language),
    )


def _item(row: LibraryItem, language: str, names: dict[UUID, str]) -> PublicEntry:
    kind = vocabulary("library").get(row.kind)
    lines = {"written_in": _language(row.language, language), "copies": _count(row.copies)}
    return PublicEntry(
        kind=LIBRARY.key,
        id=row.id,
        name=said(row, "title", language),
        provider=names[row.organisation_id] if row.organisation_id else "",
        pictogram=kind.pictogram if kind else LEAFLET,
        description=said(row, "description", language),
        url=row.link,
        directions=said(row, "whereabouts", language),
        cost="free",
        languages=(row.language,),
        facts=_facts(lines, language),
    )


def said(row: Publication | LibraryItem, field: str, language: str) -> Text:
    """A text of an entry in the language, else in Portuguese."""
    others = {each.lang: each.value for each in row.texts if each.field == field}
    return in_language({i18n.MAIN: getattr(row, field), **others}, language)


def _language(code: str, language: str) -> Text:
    name = Locale.parse(i18n.language(language).locale).languages.get(code, code)
    return Text(name, language)


def _count(number: int | None) -> Text:
    return Text("" if number is None else str(number), i18n.MAIN)


def _facts(lines: dict[str, Text], language: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(vocabulary("facts").name(key, language), value) for key, value in lines.items() if value
    )
