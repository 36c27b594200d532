"""The index of the directory: by what an entry of any kind is found. See operations.py."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.privacy import CONTACT, PLAIN
from app.network.models import Municipality
from app.network.parties.models import Organisation


class DirectoryEntry(Base, MunicipalityScope):
    """The card of an entry; its id is that of the service, vacancy, publication… that it stands for.

    `public_until` is the last day on which it is shown (None: no end), `fresh_until` the day by which its
    owner must look at it again. `shown` is what the public reads of it (document.py), but for the name of the
    organisation and the zone, which are joined: they change without the entry.
    """

    __tablename__ = "directory_entry"
    __table_args__ = (
        scope_key(),
        Index("ix_directory_entry_sort_key", "municipality_id", "is_public", "sort_key", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    is_public: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    public_until: Mapped[date | None] = mapped_column(info=PLAIN)
    fresh_until: Mapped[date | None] = mapped_column(info=PLAIN)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    shown: Mapped[dict[str, Any]] = mapped_column(JSON, info=CONTACT)

    municipality: Mapped[Municipality] = relationship(viewonly=True)
    organisation: Mapped[Organisation | None] = relationship(viewonly=True)


class EntryNeed(Base, MunicipalityScope):
    """A need that the entry helps with (vocabularies/needs.toml)."""

    __tablename__ = "entry_need"
    __table_args__ = (
        scoped("directory_entry", "entry_id", ondelete="CASCADE"),
        Index("ix_entry_need_need", "municipality_id", "need"),
    )

    entry_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    need: Mapped[str] = mapped_column(primary_key=True)


class EntryCompetence(Base, MunicipalityScope):
    """A competence that the entry wants of people, or one that it teaches (`is_taught`)."""

    __tablename__ = "entry_competence"
    __table_args__ = (scoped("directory_entry", "entry_id", ondelete="CASCADE"),)

    entry_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)
    is_taught: Mapped[bool] = mapped_column(info=PLAIN)


class EntryLabel(Base, MunicipalityScope):
    """A text by which the entry is found."""

    __tablename__ = "entry_label"
    __table_args__ = (scope_key(), scoped("directory_entry", "entry_id", ondelete="CASCADE"))

    id: Mapped[Id]
    entry_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    language: Mapped[str] = mapped_column(info=PLAIN)
    value: Mapped[str] = mapped_column(info=PLAIN)


class EntryWord(Base, MunicipalityScope):
    """A folded word of a label."""

    __tablename__ = "entry_word"
    __table_args__ = (
        scoped("entry_label", "label_id", ondelete="CASCADE"),
        Index("ix_entry_word_word", "municipality_id", "language", "word"),
    )

    label_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(info=PLAIN)


class DirectoryStamp(Base):
    """One row a municipality, renewed with each change of its index: it tells every worker to read again."""

    __tablename__ = "directory_stamp"

    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    stamp: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)


class DirectoryImport(Base, MunicipalityScope):
    """The report of an import. `broken` holds the rows that did not enter, each with what is wrong.

    One is {"number", "faults", "row"}, and "has_entered" where only some of its fields stayed out. A row may
    name a person to ask, so it goes after a month.
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
