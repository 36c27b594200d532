"""Loads the catalogue's files into the tables: safe to repeat, nothing is ever deleted.

A competence that left the files is retired: lists that name it stay readable, it is offered no more.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import delete, insert, select

from app.core import clock
from app.core.db import db
from app.core.search import tokens
from app.skills.catalogue_files import CatalogueFiles, CompetenceFile, read_catalogue
from app.skills.models.catalogue import (
    CatalogueVersion,
    Competence,
    CompetenceContext,
    CompetenceText,
    LabelWord,
)

_NAMESPACE = uuid5(NAMESPACE_URL, "autonomus:competence")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many competences the files hold and how many were retired because they do not."""

    competences: int
    retired: int


def id_of(key: str) -> UUID:
    """The id of a competence: the same in every installation."""
    return uuid5(_NAMESPACE, key)


def load_catalogue(files: CatalogueFiles | None = None) -> Loaded:
    """Make the tables equal to the files (default: those of the product), in the present transaction."""
    files = files or read_catalogue()
    there = {row.id: row for row in db.session.scalars(select(Competence))}
    loaded = {id_of(each.key): each for each in files.competences}
    for competence_id, entry in loaded.items():
        _write(there.get(competence_id), competence_id, entry)
    gone = [row for row in there.values() if row.id not in loaded]
    for row in gone:
        row.retired_at = row.retired_at or clock.now()
    db.session.flush()
    _write_texts(loaded, retired=[row.id for row in gone])
    _write_version()
    return Loaded(len(loaded), len(gone))


def _write(row: Competence | None, competence_id: UUID, entry: CompetenceFile) -> None:
    if row is None:
        row = Competence(id=competence_id, key=entry.key)
        db.session.add(row)
    row.area, row.pictogram, row.commonness = entry.area, entry.pictogram, entry.commonness
    row.esco_uri, row.retired_at = entry.esco, None


def _write_texts(loaded: dict[UUID, CompetenceFile], *, retired: list[UUID]) -> None:
    """Texts, contexts and search index are rebuilt; retired competences keep texts but leave the index."""
    old = select(CompetenceText.id).where(CompetenceText.competence_id.in_([*loaded, *retired]))
    db.session.execute(delete(LabelWord).where(LabelWord.text_id.in_(old)))
    db.session.execute(delete(CompetenceText).where(CompetenceText.competence_id.in_(loaded)))
    db.session.execute(delete(CompetenceContext).where(CompetenceContext.competence_id.in_(loaded)))
    texts, labels, contexts = [], [], []
    for competence_id, entry in loaded.items():
        contexts += [
            {"competence_id": competence_id, "context": context, "position": position}
            for position, context in enumerate(entry.contexts)
        ]
        for language, kind, position, value in _texts(entry):
            text_id = uuid5(competence_id, f"{language}/{kind}/{position}")
            row = {"id": text_id, "competence_id": competence_id, "language": language}
            texts.append({**row, "field": kind, "value": value})
            if kind != "card":  # cards repeat the name in the first person
                words = set(tokens(value))
                labels += [{"text_id": text_id, "word": word, "language": language} for word in words]
    for table, rows in ((CompetenceContext, contexts), (CompetenceText, texts), (LabelWord, labels)):
        if rows:
            db.session.execute(insert(table), rows)


def _texts(entry: CompetenceFile) -> Iterator[tuple[str, str, int, str]]:
    for language, text in entry.texts.items():
        yield language, "name", 0, text.name
        yield language, "card", 0, text.card
        for position, synonym in enumerate(text.synonyms):
            yield language, "synonym", position, synonym


def _write_version() -> None:
    """The digest of what the tables hold now: equal tables, equal digest, no reload."""
    digest = hashlib.sha256()
    facts = select(
        Competence.key,
        Competence.area,
        Competence.pictogram,
        Competence.commonness,
        Competence.esco_uri,
        Competence.retired_at.is_not(None),
    )
    texts = select(
        CompetenceText.competence_id, CompetenceText.language, CompetenceText.field, CompetenceText.value
    )
    contexts = select(CompetenceContext.competence_id, CompetenceContext.position, CompetenceContext.context)
    for query in (facts, texts, contexts):
        for line in sorted(json.dumps([*row], default=str) for row in db.session.execute(query)):
            digest.update(line.encode())
    version = db.session.get(CatalogueVersion, 1)
    if version is None:
        version = CatalogueVersion(id=1, digest="")
        db.session.add(version)
    version.digest = digest.hexdigest()
    db.session.flush()
