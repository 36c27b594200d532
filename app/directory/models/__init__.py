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

__all__ = [
    "OWN_SOURCE",
    "DirectoryEntry",
    "DirectoryImport",
    "DirectoryStamp",
    "EntryCompetence",
    "EntryLabel",
    "EntryNeed",
    "EntryWord",
    "Exchanged",
    "Located",
    "Service",
    "ServiceCompetence",
    "ServiceState",
    "ServiceText",
    "ServiceValue",
    "Structure",
]
