"""What every screen is drawn from, as plain values: rows that could change cost twice as much to read.

Who writes asks for the row itself (`queries.find_visit`, `presence.inventory`). The fields are named
after the columns they are read from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.network.models import WAITS_LONG
from app.skills.models.inventory import InventoryState


@dataclass(frozen=True, slots=True)
class SeenTerminal:
    id: UUID
    municipality_id: UUID
    name: str
    place: str
    prints: bool


@dataclass(frozen=True, slots=True)
class SeenDesk:
    """Where a person of the office is found: of the municipality."""

    name: str
    zone: str
    desk_address: str
    desk_phone: str
    desk_hours: str


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """Who stands there, by what they chose."""

    id: UUID
    language: str
    text_size: str
    high_contrast: bool
    lower: bool
    speech: bool
    active_at: datetime


@dataclass(frozen=True, slots=True)
class SeenList:
    """How far the list of the visit is."""

    id: UUID
    state: str

    @property
    def is_draft(self) -> bool:
        """Begun here, and gone with the visit."""
        return self.state == InventoryState.DRAFT

    @property
    def is_saved(self) -> bool:
        """Kept under its code until somebody of the office receives it."""
        return self.state == InventoryState.SAVED

    @property
    def may_change(self) -> bool:
        """Whether it is still the visitor's own; what the office has received is only read."""
        return self.is_draft or self.is_saved


@dataclass(frozen=True, slots=True)
class SeenCall:
    """Where the call for a person stands."""

    id: UUID
    raised_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    def waits(self, now: datetime, for_long: timedelta = WAITS_LONG) -> bool:
        """Whether nobody has answered for so long."""
        return self.is_open and now - self.raised_at >= for_long


@dataclass(frozen=True, slots=True)
class Presence:
    """The terminal, and the visit with its list and its call, if any.

    `catalogue` is the digest of the competences' present version, `directory` the stamp of the
    municipality's directory: they say whether what a worker keeps in memory is still true.
    """

    terminal: SeenTerminal
    desk: SeenDesk
    visit: SeenVisit | None
    inventory: SeenList | None
    notice: SeenCall | None
    catalogue: str
    directory: UUID | None
