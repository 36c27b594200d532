"""What somebody would like to learn."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scoped


class LearningWish(Base, MunicipalityScope):
    """Whoever a list belongs to would like to learn a competence, whether they have done any of it or not."""

    __tablename__ = "learning_wish"
    __table_args__ = (
        scoped("inventory", "inventory_id", ondelete="CASCADE"),
        UniqueConstraint("inventory_id", "competence_id"),
    )

    id: Mapped[Id]
    inventory_id: Mapped[UUID] = mapped_column(Uuid)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), index=True)
    created_at: Mapped[Created]
