"""Words of the content in several languages: Portuguese is always there, others where somebody wrote them.

Portuguese stands in the columns of a thing, other languages in rows of its own table of texts:

    class PlaceText(Base, TextRow):
        __tablename__ = "place_text"
        __table_args__ = (scoped("place", "place_id", ondelete="CASCADE"),)
        place_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)

and the thing has `texts`, a relationship to them that deletes orphans.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, mapped_column

from app.core import records
from app.core.actor import Actor
from app.core.db import MunicipalityScope, db
from app.core.errors import NotFound
from app.core.i18n import MAIN, languages
from app.core.privacy import PLAIN
from app.core.records import Versioned

Key = tuple[str, str]
"""Language and field."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and the language they are really in."""

    value: str
    lang: str

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


class TextRow(MunicipalityScope):
    """One field of a thing in another language than Portuguese."""

    lang: Mapped[str] = mapped_column(primary_key=True, sort_order=1)
    field: Mapped[str] = mapped_column(primary_key=True, sort_order=1)
    value: Mapped[str] = mapped_column(info=PLAIN, sort_order=1)


class Translated(Versioned, Protocol):
    """A thing with texts in other languages."""

    municipality_id: UUID
    texts: Any


def in_language(texts: Mapping[str, str], language: str) -> Text:
    """The text in the language where it has been written, else in Portuguese; each says what it is in."""
    there = language if texts.get(language) else MAIN
    return Text(texts.get(there, ""), there)


def said(thing: Translated, field: str, language: str) -> Text:
    """A field of a thing in the language, else in Portuguese."""
    others = {row.lang: row.value for row in thing.texts if row.field == field}
    return in_language({MAIN: getattr(thing, field), **others}, language)


def written(thing: Translated) -> dict[Key, str]:
    return {(row.lang, row.field): row.value for row in thing.texts}


def translate(
    actor: Actor, thing: Translated, version: int, texts: Mapping[Key, str], *, act: str = "translated"
) -> list[str]:
    """Write texts of a thing read at `version`; what changed, as "uk:title". Raises StaleRecord, NotFound.

    Two who translate one thing at once are two who edit it: the second is shown what the first wrote.
    """
    records.demand_version(thing, version)
    changed = put_texts(thing, texts)
    records.record_edit(actor, thing, changed, act=act)
    return changed


def put_texts(thing: Translated, texts: Mapping[Key, str]) -> list[str]:
    """Write texts, remove those that are empty and leave all others; what changed, as "uk:title".

    For what nobody else can have read yet, and for lists that are brought in. Raises NotFound for a language
    that is not written here.
    """
    there = {(row.lang, row.field): row for row in thing.texts}
    kind = inspect(type(thing), raiseerr=True).relationships["texts"].entity.class_
    changed = []
    for (lang, field), value in texts.items():
        if lang == MAIN or lang not in languages():
            raise NotFound
        row = there.get((lang, field))
        if value == (row.value if row else ""):
            continue
        changed.append(f"{lang}:{field}")
        if row and not value:
            thing.texts.remove(row)
        elif row:
            row.value = value
        else:
            where = thing.municipality_id
            thing.texts.append(kind(municipality_id=where, lang=lang, field=field, value=value))
    db.session.flush()
    return changed
