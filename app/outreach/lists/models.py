"""Lists of people that partners send: kept until everybody was decided about, and for some days more."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.encryption import Encrypted
from app.core.machine import Stateful
from app.core.privacy import CIRCUMSTANCE, IDENTITY, PLAIN
from app.network.parties.models import Organisation


class ListState(StrEnum):
    COLUMNS = "columns"
    """What its columns mean is to be said."""
    OPEN = "open"
    BROUGHT = "brought"
    UNDONE = "undone"
    DROPPED = "dropped"


class Finding(StrEnum):
    """What looking for a row's person among those known has found."""

    WAITING = ""
    NEW = "new"
    SAME = "same"
    UNSURE = "unsure"
    OUT = "out"
    """Something in it is wrong that keeps it out."""


class Decision(StrEnum):
    """What a person has said about a row; nothing leaves it at what was found."""

    NONE = ""
    NEW = "new"
    SAME = "same"
    SKIP = "skip"


class Outcome(StrEnum):
    """What became of a row."""

    NONE = ""
    MADE = "made"
    KNOWN = "known"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken_back"
    LEFT = "left"
    """Something has happened with whom it made: it was not taken back."""


OPEN = frozenset({Outcome.NONE.value, Outcome.TAKEN_BACK.value})
"""Of rows with these outcomes nothing has become, or nothing is left."""


class PartnerList(Base, Stateful):
    """A list as an organisation sent it. `mapping` says by field of ours (fields.py) under which of the
    `headings` it stands. `task_id`: the work that is done with it, or was last.
    """

    __tablename__ = "outreach_list"
    __table_args__ = (
        scope_key(),
        Index("ix_outreach_list_municipality_id_created_at", "municipality_id", "created_at", "id"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    headings: Mapped[list[str]] = mapped_column(JSON, info=PLAIN)
    mapping: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict, info=PLAIN)
    row_count: Mapped[int] = mapped_column(info=PLAIN)
    task_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    brought_at: Mapped[Instant | None]
    brought_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    forgotten_at: Mapped[Instant | None]

    organisation: Mapped[Organisation] = relationship(viewonly=True)


class ListRow(Base, MunicipalityScope):
    """A row: `number` as the spreadsheet counts, `cells` as they came (JSON), forgotten some days later.

    `key` is a keyed hash of name, birth and contact, `again` how often the same stood before in the list.
    `likely` are the ids of whom it could be, each with why; the first is proposed where it is found to be
    somebody. `participant_id`: whom it is taken for, or made.
    """

    __tablename__ = "outreach_list_row"
    __table_args__ = (
        scoped("outreach_list", "list_id", ondelete="CASCADE"),
        scoped("participant", "participant_id"),
        UniqueConstraint("list_id", "number"),
        Index("ix_outreach_list_row_list_id_finding", "list_id", "finding", "number"),
        Index("ix_outreach_list_row_list_id_key", "list_id", "key"),
    )

    id: Mapped[Id]
    list_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(info=PLAIN)
    cells_encrypted: Mapped[str] = mapped_column(default="", info=CIRCUMSTANCE)
    key: Mapped[str] = mapped_column(default="", info=IDENTITY)
    again: Mapped[int] = mapped_column(default=0, info=PLAIN)
    finding: Mapped[str] = mapped_column(default=Finding.WAITING.value, info=PLAIN)
    likely: Mapped[list[list[Any]]] = mapped_column(JSON, default=list, info=PLAIN)
    faults: Mapped[list[list[str]]] = mapped_column(JSON, default=list, info=PLAIN)
    decision: Mapped[str] = mapped_column(default=Decision.NONE.value, info=PLAIN)
    decided_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    outcome: Mapped[str] = mapped_column(default=Outcome.NONE.value, info=PLAIN)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    brought_at: Mapped[Instant | None]

    cells = Encrypted("cells_encrypted")


class ListMapping(Base, MunicipalityScope):
    """What the columns of an organisation's lists meant the last time, by field of ours."""

    __tablename__ = "outreach_list_mapping"
    __table_args__ = (UniqueConstraint("municipality_id", "organisation_id"),)

    id: Mapped[Id]
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    mapping: Mapped[dict[str, list[str]]] = mapped_column(JSON, info=PLAIN)
    changed_at: Mapped[Instant]
    changed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
