"""The competence catalogue as rows, loaded from app/skills/catalogue/; shared by all municipalities."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, Instant
from app.core.privacy import PLAIN


class CatalogueVersion(Base):
    """One row, read with each use of the catalogue: a new digest tells every worker to reload."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(info=PLAIN)


class Competence(Base):
    """Something a person can do. `id` derives from `key`; a retired one stays readable, cannot be chosen."""

    __tablename__ = "competence"

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True, info=PLAIN)
    area: Mapped[str] = mapped_column(info=PLAIN)
    pictogram: Mapped[str] = mapped_column(info=PLAIN)
    commonness: Mapped[int] = mapped_column(info=PLAIN)
    esco_uri: Mapped[str | None] = mapped_column(info=PLAIN)
    retired_at: Mapped[Instant | None]


class CompetenceContext(Base):
    """A context of life in which the competence has its card; `position` 0 is its main one."""

    __tablename__ = "competence_context"

    competence_id: Mapped[UUID] = mapped_column(
        ForeignKey("competence.id", ondelete="CASCADE"), primary_key=True
    )
    context: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(info=PLAIN)


class CompetenceText(Base):
    """Words for a competence in one language; `field` is name, card or synonym."""

    __tablename__ = "competence_text"

    id: Mapped[Id]
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(info=PLAIN)
    field: Mapped[str] = mapped_column(info=PLAIN)
    value: Mapped[str] = mapped_column(info=PLAIN)


class LabelWord(Base):
    """The search index: which texts a folded word occurs in, per language."""

    __tablename__ = "label_word"
    __table_args__ = (Index("ix_label_word_language_word", "language", "word"),)

    text_id: Mapped[UUID] = mapped_column(
        ForeignKey("competence_text.id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(info=PLAIN)
