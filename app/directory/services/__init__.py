"""Writes of the directory: places, services, their states, freshness, exchange."""

from app.directory.services.checking import Reminder, check_service, remind_owners
from app.directory.services.entries import (
    ServiceChanges,
    create_service,
    edit_service,
    set_competences,
    translate_service,
)
from app.directory.services.exporting import export_exchange
from app.directory.services.importing import (
    PROBLEM,
    UnreadableExchange,
    forget_imports,
    import_exchange,
    read_exchange,
)
from app.directory.services.publication import (
    UnknownReason,
    archive_service,
    propose_service,
    publish_service,
    restore_service,
    return_service,
    suspend_service,
)
from app.directory.services.redrawing import redraw
from app.directory.services.structures import StructureChanges, create_structure, edit_structure

__all__ = [
    "PROBLEM",
    "Reminder",
    "ServiceChanges",
    "StructureChanges",
    "UnknownReason",
    "UnreadableExchange",
    "archive_service",
    "check_service",
    "create_service",
    "create_structure",
    "edit_service",
    "edit_structure",
    "export_exchange",
    "forget_imports",
    "import_exchange",
    "propose_service",
    "publish_service",
    "read_exchange",
    "redraw",
    "remind_owners",
    "restore_service",
    "return_service",
    "set_competences",
    "suspend_service",
    "translate_service",
]
