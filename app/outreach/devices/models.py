"""Devices for registering."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, MunicipalityScope, scope_key
from app.core.enrolling import Enrollable
from app.core.privacy import PLAIN


class Device(Base, Enrollable, MunicipalityScope):
    """A tablet or laptop enrolled by a one-time code. `key_hash` is that of the key in its browser's cookie:
    by it the device hands records over, also when nobody is signed in any more.
    """

    __tablename__ = "outreach_device"
    __table_args__ = (scope_key(),)

    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
