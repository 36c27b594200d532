"""How an entry is found, whatever it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.directory.index.document import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How an entry is found, and what is then shown of it (app/directory/index/document.py).

    `labels` are (language, text): names, synonyms, sentences, short ones first. `wants` are competences that
    it asks of people, `teaches` those that it leads to; what merely serves people has neither.
    """

    kind: str
    id: UUID
    municipality_id: UUID
    sort_key: str
    is_public: bool
    shown: Shown
    organisation_id: UUID | None = None
    public_until: date | None = None
    fresh_until: date | None = None
    needs: Sequence[str] = ()
    wants: Iterable[UUID] = ()
    teaches: Iterable[UUID] = ()
    labels: Sequence[tuple[str, str]] = ()
