"""What was prepared for a session."""

from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.encryption import Encrypted
from app.core.privacy import PLAIN, SECRET


class Pack(Base, MunicipalityScope):
    """That somebody prepared a device for a session. Its records are sealed for `public_key` (P-256, the
    uncompressed point in base64url); `private_key` opens them.

    The private key, the session and who prepared travel with the device as well, encrypted by KEYS_FILE
    (packs/keys.py), so that a database from before this row opens what was sealed.
    """

    __tablename__ = "outreach_pack"
    __table_args__ = (
        scope_key(),
        scoped("session", "session_id"),
        scoped("outreach_device", "device_id"),
    )

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    device_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    prepared_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    public_key: Mapped[str] = mapped_column(info=PLAIN)
    private_key_encrypted: Mapped[str] = mapped_column(info=SECRET)
    created_at: Mapped[Created]

    private_key = Encrypted("private_key_encrypted")
