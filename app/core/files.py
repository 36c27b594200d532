"""Kept files: what a file is stands in a row, its bytes in the data folder, found by their SHA-256."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id
from app.core.privacy import PLAIN


class File(Base):
    """One kept file. `media_type` is what was found in it, never what the sender said; `size` in bytes."""

    __tablename__ = "file"

    id: Mapped[Id]
    municipality_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=PLAIN)
    sha256: Mapped[str] = mapped_column(index=True, info=PLAIN)
    media_type: Mapped[str] = mapped_column(info=PLAIN)
    size: Mapped[int] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
