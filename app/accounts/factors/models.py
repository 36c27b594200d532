"""The app that shows codes, passkeys, recovery codes; and which roles need one of them."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope
from app.core.encryption import Encrypted
from app.core.privacy import IDENTITY, OWN_WORDS, PLAIN, SECRET


class AuthenticatorApp(Base):
    """Somebody's app with codes of six digits. `secret`: what it computes them from, empty where that still
    follows from SECRET_KEY (codes.py).

    Steps are those of thirty seconds since 1970: `used_step` is the latest whose code has opened something,
    `told_step` one whose code came minutes off and was refused with a word about the clock. Neither code
    opens anything any more.
    """

    __tablename__ = "authenticator_app"

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), unique=True)
    secret_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=SECRET)
    used_step: Mapped[int] = mapped_column(default=0, info=PLAIN)
    told_step: Mapped[int] = mapped_column(default=0, info=PLAIN)
    created_at: Mapped[Created]
    used_at: Mapped[Instant | None]

    secret = Encrypted("secret_encrypted")


class Passkey(Base):
    """One passkey of somebody, under the name that they gave it; it works at `site` alone."""

    __tablename__ = "passkey"

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    name: Mapped[str] = mapped_column(info=OWN_WORDS)
    site: Mapped[str] = mapped_column(info=PLAIN)
    credential_id: Mapped[str] = mapped_column(unique=True, info=SECRET)
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info=PLAIN)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0, info=PLAIN)
    created_at: Mapped[Created]
    used_at: Mapped[Instant | None]


class RecoveryCode(Base):
    """One of the ten that are kept on paper; a new set takes the place of the old."""

    __tablename__ = "recovery_code"

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    created_at: Mapped[Created]
    used_at: Mapped[Instant | None]


class ProviderIdentity(Base):
    """Who somebody is in the directory of the town hall: the name of it, and its own name for them."""

    __tablename__ = "provider_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    issuer: Mapped[str] = mapped_column(info=PLAIN)
    subject: Mapped[str] = mapped_column(info=IDENTITY)
    created_at: Mapped[Created]


class FactorRequirement(Base, MunicipalityScope):
    """A role that takes a second factor in a municipality, from the next sign-in on."""

    __tablename__ = "factor_requirement"
    __table_args__ = (UniqueConstraint("municipality_id", "role"),)

    id: Mapped[Id]
    role: Mapped[str] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
