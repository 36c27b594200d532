"""The search index of the directory: the words of every entry, of whatever kind it is."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, MunicipalityScope, scope_key, scoped
from app.core.privacy import PLAIN


class EntryLabel(Base, MunicipalityScope):
    """A text by which an entry is found. `kind` and `entry_id` name the entry (app/directory/public.py);
    `sort_key` is its own, which orders equals the same way on every engine.
    """

    __tablename__ = "entry_label"
    __table_args__ = (
        scope_key(),
        Index("ix_entry_label_entry_id", "municipality_id", "kind", "entry_id"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    entry_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    is_public: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    language: Mapped[str] = mapped_column(info=PLAIN)
    value: Mapped[str] = mapped_column(info=PLAIN)


class EntryWord(Base, MunicipalityScope):
    """A folded word of a label, per language."""

    __tablename__ = "entry_word"
    __table_args__ = (
        scoped("entry_label", "label_id", ondelete="CASCADE"),
        Index("ix_entry_word_word", "municipality_id", "language", "word"),
    )

    label_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(info=PLAIN)


class EntryIndexVersion(Base):
    """One row a municipality, raised with each change of its index: it tells every worker to read again."""

    __tablename__ = "entry_index_version"

    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
