"""How the programme works in a municipality, told to everybody: what each feature says of its own.

Each declares it in its feature.py, and what several tell under one heading is put together. The same is read
on a page and on paper.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
from uuid import UUID

from app.core.feature import declared
from app.core.i18n import MAIN, Language
from app.core.papers.speaker import Said
from app.core.texts import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A name, what is said of it, and what belongs to it."""

    name: Said
    words: str = ""
    rows: Sequence["Row"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is told under one heading; `steps`: one after the other, and numbered.

    Lower positions come first. Sections of one key are told as one, under the title of the first.
    """

    position: int
    key: str
    title: str = ""
    sentences: Sequence[str] = ()
    rows: Sequence[Row] = ()
    steps: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a feature tells of a municipality on a day, in a language, which is spoken while it is asked."""

    sections: Callable[[UUID, date, Language], Iterable[Section]]


def told(municipality_id: UUID, today: date, spoken: Language) -> list[Section]:
    """All that features tell; as many sections, rows and steps in each language."""
    return joined(
        chain.from_iterable(each.sections(municipality_id, today, spoken) for each in declared(Told))
    )


def joined(sections: Iterable[Section]) -> list[Section]:
    """In their order, and those of one key as one."""
    by_key: dict[str, list[Section]] = {}
    for each in sorted(sections, key=attrgetter("position")):
        by_key.setdefault(each.key, []).append(each)
    return [_one(some) for some in by_key.values()]


def _one(some: Sequence[Section]) -> Section:
    return Section(
        position=some[0].position,
        key=some[0].key,
        title=some[0].title,
        sentences=[sentence for each in some for sentence in each.sentences],
        rows=[row for each in some for row in each.rows],
        steps=[step for each in some for step in each.steps],
    )


def as_written(words: str) -> Said:
    """A name is in the language in which the office wrote it."""
    return Said.of(Text(words, MAIN))
