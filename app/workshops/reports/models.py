"""What was told of a year."""

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope
from app.core.privacy import PLAIN


class ToldYear(Base, MunicipalityScope):
    """What everybody who observes reads of a year that is over, as it was first told (whole.py).

    Its numbers are rounded, or small ones left out: it knows no more than its readers.
    """

    __tablename__ = "told_year"
    __table_args__ = (UniqueConstraint("municipality_id", "year"),)

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(info=PLAIN)
    told: Mapped[dict[str, Any]] = mapped_column(JSON, info=PLAIN)
    created_at: Mapped[Created]
