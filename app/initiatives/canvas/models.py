"""An initiative on one page. A version is never changed: whoever edits writes the next."""

from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class Canvas(Base, MunicipalityScope):
    """One version, from 1: whom we serve, with what, how they find us, what we need, what it costs, what it
    brings in, what good it does.
    """

    __tablename__ = "initiative_canvas"
    __table_args__ = (
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        UniqueConstraint("initiative_id", "number"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(info=PLAIN)
    whom: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    what: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    found: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    needs: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    costs: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    brings: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    good: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
