"""Tables of the directory."""

from app.directory.models.labels import EntryIndexVersion, EntryLabel, EntryWord
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
    "EntryIndexVersion",
    "EntryLabel",
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
