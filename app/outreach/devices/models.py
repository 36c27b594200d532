"""Devices for registering."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key
from app.core.privacy import PLAIN, SECRET


class Device(Base, MunicipalityScope):
    """A tablet or laptop enrolled by a one-time code. `key_hash` is that of the key in its browser's cookie:
    by it the device hands records over, also when nobody is signed in any more.
    """

    __tablename__ = "outreach_device"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=PLAIN)
    enrolment_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    enrolment_until: Mapped[Instant | None]
    key_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    enrolled_at: Mapped[Instant | None]
    seen_at: Mapped[Instant | None]
    revoked_at: Mapped[Instant | None]
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def is_enrolled(self) -> bool:
        return self.enrolled_at is not None and self.revoked_at is None
