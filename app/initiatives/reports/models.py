"""What was told of a year of initiatives."""

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope
from app.core.privacy import PLAIN


class InitiativesTold(Base, MunicipalityScope):
    """A part of what everybody who observes reads of a year that is over (figures.py), as it was first told:
    that of the year itself, and later how many of those launched in it were still there.

    Its numbers are rounded: it knows no more than its readers.
    """

    __tablename__ = "initiative_told"
    __table_args__ = (UniqueConstraint("municipality_id", "year", "part"),)

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(info=PLAIN)
    part: Mapped[str] = mapped_column(info=PLAIN)
    told: Mapped[dict[str, Any]] = mapped_column(JSON, info=PLAIN)
    created_at: Mapped[Created]
