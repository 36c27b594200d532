"""Rooms and places that are used again and again; a one-off place is named on its session."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import PLAIN


class Place(Base, MunicipalityScope):
    """Where sessions are held. `directions` tells the way by landmarks: "beside the pharmacy"."""

    __tablename__ = "place"
    __table_args__ = (scope_key(), scoped("parish", "parish_id"))

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(index=True, info=PLAIN)
    address: Mapped[str] = mapped_column(default="", info=PLAIN)
    directions: Mapped[str] = mapped_column(default="", info=PLAIN)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid)
    seats: Mapped[int | None] = mapped_column(info=PLAIN)
    is_step_free: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    retired_at: Mapped[Instant | None]
    created_at: Mapped[Created]
