"""Where everything happens: municipalities, parishes, holidays, notices."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import String, UniqueConstraint, Uuid, cast, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped
from app.core.privacy import PLAIN


class Municipality(Base):
    """One *concelho*. `code` is the official DTMN code, four characters, text; `version` is of its desk."""

    __tablename__ = "municipality"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True, info=PLAIN)
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(index=True, info=PLAIN)
    zone: Mapped[str] = mapped_column(default="Europe/Lisbon", info=PLAIN)
    desk_address: Mapped[str] = mapped_column(default="", info=PLAIN)
    desk_phone: Mapped[str] = mapped_column(default="", info=PLAIN)
    desk_hours: Mapped[str] = mapped_column(default="", info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    if TYPE_CHECKING:
        own_days: Mapped[str | None]


class Parish(Base, MunicipalityScope):
    """One *freguesia*, with its validity: parishes are merged and restored by law.

    `code` is the official DICOFRE code: text of six characters, eight of them with letters.
    """

    __tablename__ = "parish"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True, info=PLAIN)
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    valid_from: Mapped[date | None] = mapped_column(info=PLAIN)
    valid_until: Mapped[date | None] = mapped_column(info=PLAIN)


class ParishPredecessor(Base, MunicipalityScope):
    """Which parish an older one went into."""

    __tablename__ = "parish_predecessor"
    __table_args__ = (scoped("parish", "parish_id"), scoped("parish", "predecessor_id"))

    parish_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    predecessor_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class LocalHoliday(Base, MunicipalityScope):
    """A holiday of the municipality's own: every year, or in one `year` only (a day off that was granted)."""

    __tablename__ = "local_holiday"
    __table_args__ = (
        UniqueConstraint("municipality_id", "month", "day", "year"),
        one_active("uq_local_holiday_every_year", "municipality_id", "month", "day", where="year IS NULL"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=PLAIN)
    month: Mapped[int] = mapped_column(info=PLAIN)
    day: Mapped[int] = mapped_column(info=PLAIN)
    year: Mapped[int | None] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]


# The own holidays as "month-day-year-name", a line each, those of every year without one: read with the
# municipality, so that neither whether something is open nor what a day is called needs a query of its own.
_PARTS = (cast(LocalHoliday.month, String), cast(LocalHoliday.day, String))
_YEAR = func.coalesce(cast(LocalHoliday.year, String), "")
Municipality.own_days = column_property(
    select(func.aggregate_strings(_PARTS[0] + "-" + _PARTS[1] + "-" + _YEAR + "-" + LocalHoliday.name, "\n"))
    .where(LocalHoliday.municipality_id == Municipality.id)
    .correlate_except(LocalHoliday)
    .scalar_subquery()
)


WAITS_LONG = timedelta(minutes=2)
"""After so long a call is told apart: to the office, and to whoever called that nobody could come yet."""


class Notice(Base, MunicipalityScope):
    """Something that waits for a person of the office, such as a call from a kiosk; stays until answered."""

    __tablename__ = "notice"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    place: Mapped[str] = mapped_column(info=PLAIN)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    raised_at: Mapped[Instant]
    answered_at: Mapped[Instant | None] = mapped_column(index=True)
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    def waits_long(self, now: datetime) -> bool:
        return self.is_open and now - self.raised_at >= WAITS_LONG
