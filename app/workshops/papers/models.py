"""Papers that somebody else will check: they carry a code that a public page verifies."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import CIRCUMSTANCE, IDENTITY, OWN_WORDS, PLAIN, SECRET


class CertificateKind(StrEnum):
    PARTICIPATION = "participation"
    PRESENCE = "presence"


class Certificate(Base, MunicipalityScope):
    """A certificate of participation in a series, or a declaration of presence in a session or visit.

    Keeps what the paper says, so that it verifies although the record behind it changes. The code is on the
    paper only: here is its keyed hash. `minutes` attended out of `minutes_held`. `corrected_at`: since then
    the attendance that it rests on says something else.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        scope_key(),
        scoped("participant", "participant_id"),
        scoped("workshop", "workshop_id"),
        scoped("session", "session_id"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    session_id: Mapped[UUID | None] = mapped_column(Uuid)
    name: Mapped[str] = mapped_column(info=IDENTITY)
    title: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    first_on: Mapped[date] = mapped_column(info=PLAIN)
    last_on: Mapped[date] = mapped_column(info=PLAIN)
    starts: Mapped[time | None] = mapped_column(info=PLAIN)
    ends: Mapped[time | None] = mapped_column(info=PLAIN)
    minutes: Mapped[int] = mapped_column(default=0, info=PLAIN)
    minutes_held: Mapped[int] = mapped_column(default=0, info=PLAIN)
    language: Mapped[str] = mapped_column(default="pt", info=CIRCUMSTANCE)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    issued_at: Mapped[Created]
    issued_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    revoked_at: Mapped[Instant | None]
    corrected_at: Mapped[Instant | None]


class NamelessPaper(Base, MunicipalityScope):
    """What is left of a paper of somebody who was erased: that it was issued, for whoever checks its code.

    It says what the paper says but for the name; `issued_on` is the first day of the month.
    """

    __tablename__ = "nameless_paper"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(default="", info=PLAIN)
    first_on: Mapped[date] = mapped_column(info=PLAIN)
    last_on: Mapped[date] = mapped_column(info=PLAIN)
    minutes: Mapped[int] = mapped_column(default=0, info=PLAIN)
    minutes_held: Mapped[int] = mapped_column(default=0, info=PLAIN)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    issued_on: Mapped[date] = mapped_column(info=PLAIN)
    revoked_on: Mapped[date | None] = mapped_column(info=PLAIN)
