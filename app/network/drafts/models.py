"""Clauses of a protocol, and templates that a municipality sent."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, scoped
from app.core.files import File
from app.core.privacy import OWN_WORDS, PLAIN
from app.network.protocols.models import Removable


class ProtocolClause(Base, Removable):
    """One clause: a heading and paragraphs, a line each, with placeholders. A recital has no number."""

    __tablename__ = "protocol_clause"
    __table_args__ = (scoped("protocol", "protocol_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    heading: Mapped[str] = mapped_column(info=PLAIN)
    body: Mapped[str] = mapped_column(info=OWN_WORDS)
    is_recital: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class DocumentTemplate(Base, Removable):
    """A DOCX or ODT with known placeholders; its file is another one once it was replaced."""

    __tablename__ = "document_template"
    __table_args__ = (scoped("file", "file_id"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    file_id: Mapped[UUID] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    file: Mapped[File] = relationship(viewonly=True)
