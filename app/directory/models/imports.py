"""A file that somebody brought, and what became of its rows."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope
from app.core.privacy import CONTACT, PLAIN


class DirectoryImport(Base, MunicipalityScope):
    """The report of an import. `broken` holds the rows that did not enter, each with what is wrong.

    One is {"number", "problem", "field", "row"}. A row may name a person to ask, so it goes after a month.
    """

    __tablename__ = "directory_import"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    added: Mapped[int] = mapped_column(default=0, info=PLAIN)
    changed: Mapped[int] = mapped_column(default=0, info=PLAIN)
    unchanged: Mapped[int] = mapped_column(default=0, info=PLAIN)
    broken: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=CONTACT)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
