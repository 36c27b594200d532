"""One number of one person."""

from uuid import UUID

from sqlalchemy import ColumnElement, Uuid
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scoped
from app.core.encryption import Encrypted
from app.core.privacy import IDENTITY, PLAIN


class NationalIdentifier(Base, MunicipalityScope):
    """A number of a kind (numbers.py), its digits encrypted. Never a key: two people may have the same,
    as long as nobody has found out whose it is, and one person two, after two records became one.

    Removed, it is kept for thirty days for whoever removed it by mistake, and counts nowhere (`stands`).
    """

    __tablename__ = "national_identifier"
    __table_args__ = (scoped("participant", "participant_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    number_encrypted: Mapped[str] = mapped_column(info=IDENTITY)
    number_index: Mapped[str] = mapped_column(index=True, info=IDENTITY)
    noted_at: Mapped[Created]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    removed_at: Mapped[Instant | None]
    removed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    number = Encrypted("number_encrypted", index="number_index")

    @hybrid_property
    def stands(self) -> bool:
        """Whether it is a number of the person: nobody removed it."""
        return self.removed_at is None

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        return cls.removed_at.is_(None)

    @property
    def is_lost(self) -> bool:
        """Whether nobody can read it any more."""
        return type(self).number.is_lost(self)
