"""Tables of the directory."""

from app.directory.models.imports import DirectoryImport
from app.directory.models.index import (
    DirectoryEntry,
    DirectoryStamp,
    EntryCompetence,
    EntryLabel,
    EntryNeed,
    EntryWord,
)
from app.directory.models.offers import (
    Offer,
    OfferCompetence,
    OfferHindrance,
    OfferKind,
    OfferState,
    OfferText,
)
from app.directory.models.publications import (
    LibraryCompetence,
    LibraryItem,
    LibraryText,
    Publication,
    PublicationText,
    ShelfState,
)
from app.directory.models.services import (
    OWN_SOURCE,
    Exchanged,
    Located,
    Service,
    ServiceCompetence,
    ServiceState,
    ServiceText,
    ServiceValue,
    Structure,
)
from app.directory.models.slots import ChangeKind, DropInSlot, OnHolidays, SlotChange, SlotText

__all__ = [
    "OWN_SOURCE",
    "ChangeKind",
    "DirectoryEntry",
    "DirectoryImport",
    "DirectoryStamp",
    "DropInSlot",
    "EntryCompetence",
    "EntryLabel",
    "EntryNeed",
    "EntryWord",
    "Exchanged",
    "LibraryCompetence",
    "LibraryItem",
    "LibraryText",
    "Located",
    "Offer",
    "OfferCompetence",
    "OfferHindrance",
    "OfferKind",
    "OfferState",
    "OfferText",
    "OnHolidays",
    "Publication",
    "PublicationText",
    "Service",
    "ServiceCompetence",
    "ServiceState",
    "ServiceText",
    "ServiceValue",
    "ShelfState",
    "SlotChange",
    "SlotText",
    "Structure",
]
