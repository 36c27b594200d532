"""What a thing needs so that competences can be chosen for it."""

from typing import Any, Protocol
from uuid import UUID


class Choosing(Protocol):
    """`competences` is a relationship to rows with a `competence_id`, and deletes orphans."""

    municipality_id: UUID
    competences: Any
