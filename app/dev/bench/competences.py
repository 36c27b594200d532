"""A catalogue as large as ESCO's: competences that have names in many languages and no card."""

import random
from uuid import UUID

from sqlalchemy import insert, update

from app.core.db import db, new_id
from app.core.search import tokens
from app.skills.models.catalogue import CatalogueVersion, Competence, CompetenceText, LabelWord

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu")
LANGUAGES = ("pt", "en", "uk", "ar", "fr", "es", "de", "it", "ro", "pl", "hi", "bn")


def add_competences(count: int, languages: tuple[str, ...] = LANGUAGES) -> list[UUID]:
    """So many competences named in each language by three invented words; their ids. In a transaction."""
    chance = random.Random(11)  # noqa: S311  the same names every time
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(8_000)]
    rows: dict[type, list[dict[str, object]]] = {Competence: [], CompetenceText: [], LabelWord: []}
    for number in range(count):
        competence = new_id()
        plain = {"area": "esco", "pictogram": "1F9F9", "commonness": 1}
        rows[Competence].append({"id": competence, "key": f"esco-{competence}", **plain, "retired_at": None})
        for language in languages:
            name, text = f"{' '.join(chance.choices(words, k=3))} {number}", new_id()
            about = {"competence_id": competence, "language": language}
            rows[CompetenceText].append({"id": text, "field": "name", "value": name, **about})
            rows[LabelWord] += [
                {"text_id": text, "word": word, "language": language} for word in set(tokens(name))
            ]
    for table, found in rows.items():
        db.session.execute(insert(table), found)
    db.session.execute(update(CatalogueVersion).values(digest=str(new_id())))
    return [row["id"] for row in rows[Competence]]  # type: ignore[misc]
