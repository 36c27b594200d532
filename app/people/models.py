"""Participants and what hangs on them. Nothing is required but a name to be called by."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped, whose
from app.core.encryption import Encrypted
from app.core.privacy import CIRCUMSTANCE, CONTACT, IDENTITY, OWN_WORDS, PLAIN


class Participant(Base, MunicipalityScope):
    """A person the programme knows. `sort_key` is the folded name; `version` guards against lost updates.

    `birth_year` and `language` are those of the facts that hold now (facts/): lists are searched by them.
    `name_on_papers`: as the person spells it there; empty where that is the name.
    Sealed (domestic violence, protection): found only by the support team and the coordinator.
    Restricted (GDPR art. 18): kept and not used, see rights/.
    `unverified_since`: gave a name at the kiosk, and nobody has yet seen whether they are known already.
    """

    __tablename__ = "participant"
    __table_args__ = (
        scope_key(),
        scoped("parish", "parish_id"),
        Index("ix_participant_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
        Index("ix_participant_municipality_id_last_activity_on", "municipality_id", "last_activity_on", "id"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=IDENTITY)
    sort_key: Mapped[str] = mapped_column(info=IDENTITY)
    name_on_papers: Mapped[str] = mapped_column(default="", server_default="", info=IDENTITY)
    birth_year: Mapped[int | None] = mapped_column(info=IDENTITY)
    language: Mapped[str] = mapped_column(default="pt", info=CIRCUMSTANCE)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    unverified_since: Mapped[Instant | None] = mapped_column(index=True)
    sealed_at: Mapped[Instant | None] = mapped_column(index=True)
    restricted_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    last_activity_on: Mapped[date] = mapped_column(info=PLAIN)

    note = Encrypted("note_encrypted", plain="note_plain")
    contact_points: Mapped[list["ContactPoint"]] = relationship(order_by="ContactPoint.created_at")

    @property
    def on_papers(self) -> str:
        """The name as papers write it."""
        return self.name_on_papers or self.name

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None

    @property
    def is_restricted(self) -> bool:
        return self.restricted_at is not None

    @property
    def is_unverified(self) -> bool:
        return self.unverified_since is not None


class ParticipantWord(Base, MunicipalityScope):
    """The words of a name for search: folded and written in Latin letters, with the key of their sound."""

    __tablename__ = "participant_word"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_participant_word_word", "municipality_id", "word"),
        Index("ix_participant_word_sound", "municipality_id", "sound"),
        whose("participant_word"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(info=IDENTITY)
    sound: Mapped[str] = mapped_column(info=IDENTITY)


class ParticipantNamePair(Base, MunicipalityScope):
    """Two words of a name by their sound, in whatever order: by these a crowd is searched (near.py)."""

    __tablename__ = "participant_name_pair"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_participant_name_pair_pair", "municipality_id", "pair", "participant_id"),
        whose("participant_name_pair"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    pair: Mapped[str] = mapped_column(primary_key=True, info=IDENTITY)


class NearWord(Base, MunicipalityScope):
    """A word of some name of the municipality, under each key by which a slip still finds it (near.py).

    It says of nobody that they carry it; what nobody carries any more goes in the night.
    """

    __tablename__ = "near_word"

    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    near: Mapped[str] = mapped_column(primary_key=True, info=IDENTITY)
    word: Mapped[str] = mapped_column(primary_key=True, info=IDENTITY)
    sound: Mapped[str] = mapped_column(primary_key=True, info=IDENTITY)


class SupportTeamMember(Base, MunicipalityScope):
    """Staff who work with a person; the only ones besides the coordinator who find a sealed participant."""

    __tablename__ = "support_team_member"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        UniqueConstraint("participant_id", "staff_id"),
        whose("support_team_member"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[Created]


class RecordOpening(Base, MunicipalityScope):
    """That somebody opened the record of a person, or was given it by their work, and why: a key of
    openings.toml. The team reads it.
    """

    __tablename__ = "record_opening"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_record_opening_participant_id_staff_id_at", "participant_id", "staff_id", "at"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(info=PLAIN)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    at: Mapped[Created]

    note = Encrypted("note_encrypted", plain="note_plain")


class ContactPoint(Base, MunicipalityScope):
    """A way to reach someone; couples share a telephone, yet it stands once with each of them. `key` is the
    number in E.164 form.
    """

    __tablename__ = "contact_point"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_contact_point_key", "municipality_id", "key"),
        Index("uq_contact_point_same", "participant_id", "kind", "key", unique=True),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    value: Mapped[str] = mapped_column(info=CONTACT)
    key: Mapped[str] = mapped_column(info=CONTACT)
    created_at: Mapped[Created]


class Consent(Base, MunicipalityScope):
    """One purpose, one recipient, one wording version, given how and to whom; withdrawn, never deleted.

    `answered_by`: who represents a minor, as it was noted then.
    """

    __tablename__ = "consent"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        one_active(
            "uq_consent_active",
            "participant_id",
            "purpose",
            "recipient_id",
            "wording",
            where="withdrawn_at IS NULL AND recipient_id IS NOT NULL",
        ),
        one_active(
            "uq_consent_active_without_recipient",
            "participant_id",
            "purpose",
            "wording",
            where="withdrawn_at IS NULL AND recipient_id IS NULL",
        ),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    purpose: Mapped[str] = mapped_column(info=PLAIN)
    recipient_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    wording: Mapped[str] = mapped_column(info=PLAIN)
    language: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    given_how: Mapped[str] = mapped_column(info=PLAIN)
    answered_by: Mapped[str] = mapped_column(default="", server_default="", info=IDENTITY)
    given_at: Mapped[Instant]
    taken_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_to: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def is_active(self) -> bool:
        return self.withdrawn_at is None


class Merge(Base, MunicipalityScope):
    """That two records turned out to be one person: `gone_id` is no row any more, until it is undone.

    `gone_name` is how that record called the person; empty again once it is undone, for then it is somebody
    else's. `reason`: merging/reasons.toml.
    """

    __tablename__ = "participant_merge"
    __table_args__ = (
        scope_key(),
        scoped("participant", "kept_id", ondelete="CASCADE"),
        one_active("uq_participant_merge_gone", "gone_id", where="undone_at IS NULL"),
    )

    id: Mapped[Id]
    kept_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    gone_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    gone_name: Mapped[str] = mapped_column(info=IDENTITY)
    reason: Mapped[str] = mapped_column(info=PLAIN)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    at: Mapped[Created]
    by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    undone_at: Mapped[Instant | None]
    undone_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    note = Encrypted("note_encrypted", plain="note_plain")

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


class MergeSnapshot(Base, MunicipalityScope):
    """What it takes to undo a merge exactly (merging/images.py): apart, so that it can be forgotten."""

    __tablename__ = "participant_merge_snapshot"
    __table_args__ = (scoped("participant_merge", "merge_id", ondelete="CASCADE"),)

    merge_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    rows: Mapped[dict[str, Any]] = mapped_column(JSON, info=OWN_WORDS)
    created_at: Mapped[Created]
