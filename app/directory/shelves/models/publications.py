"""What there is to read, see and borrow: leaflets of the kiosk, and the learning library."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, MunicipalityScope, scope_key, scoped
from app.core.files import File
from app.core.machine import Stateful
from app.core.privacy import PLAIN
from app.core.texts import TextRow
from app.network.protocols.models import Basis, RestsOnProtocol


class ShelfState(StrEnum):
    """Of publications and of things of the library; a partner's is proposed first."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Publication(Base, Stateful, RestsOnProtocol):
    """A leaflet or document: a kept PDF or a link. `stock`: printed ones left at the kiosk, None if not.

    `language` is the one it is written in; its name is Portuguese, with others in `PublicationText`.
    """

    __tablename__ = "publication"
    __table_args__ = (
        scope_key(),
        scoped("file", "file_id"),
        Index("ix_publication_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
    )

    state: Mapped[str] = mapped_column(default=ShelfState.PUBLISHED.value, info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    need: Mapped[str] = mapped_column(default="", info=PLAIN)
    file_id: Mapped[UUID | None] = mapped_column(Uuid)
    link: Mapped[str] = mapped_column(default="", info=PLAIN)
    stock: Mapped[int | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    file: Mapped[File | None] = relationship()
    basis: Mapped["PublicationBasis | None"] = relationship(cascade="all, delete-orphan")
    texts: Mapped[list["PublicationText"]] = relationship(cascade="all, delete-orphan")


class PublicationBasis(Base, Basis):
    """The protocol that a publication rests on."""

    __tablename__ = "publication_basis"
    __table_args__ = (
        scoped("publication", "publication_id", ondelete="CASCADE"),
        scoped("protocol", "protocol_id"),
    )

    publication_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class PublicationText(Base, TextRow):
    """A text of a publication (title, description) in another language than Portuguese."""

    __tablename__ = "publication_text"
    __table_args__ = (scoped("publication", "publication_id", ondelete="CASCADE"),)

    publication_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class LibraryItem(Base, Stateful):
    """Something to learn from: `kind` is of vocabularies/library.toml, `whereabouts` says where it is.

    `copies`: how many can be borrowed, None for what is not lent.
    """

    __tablename__ = "library_item"
    __table_args__ = (
        scope_key(),
        Index("ix_library_item_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
    )

    kind: Mapped[str] = mapped_column(info=PLAIN)
    state: Mapped[str] = mapped_column(default=ShelfState.PUBLISHED.value, info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    whereabouts: Mapped[str] = mapped_column(default="", info=PLAIN)
    link: Mapped[str] = mapped_column(default="", info=PLAIN)
    copies: Mapped[int | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    texts: Mapped[list["LibraryText"]] = relationship(cascade="all, delete-orphan")
    competences: Mapped[list["LibraryCompetence"]] = relationship(cascade="all, delete-orphan")


class LibraryText(Base, TextRow):
    """A text of a thing of the library (title, description, whereabouts) in another language."""

    __tablename__ = "library_text"
    __table_args__ = (scoped("library_item", "item_id", ondelete="CASCADE"),)

    item_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class LibraryCompetence(Base, MunicipalityScope):
    """A competence that a thing of the library helps to learn."""

    __tablename__ = "library_competence"
    __table_args__ = (scoped("library_item", "item_id", ondelete="CASCADE"),)

    item_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)
