"""Reports of imports."""

from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.directory.models import DirectoryImport
from app.directory.service_card import KIND


def get_import(actor: Actor, import_id: UUID) -> DirectoryImport:
    """The report of an import of services: for whoever made it, and for whoever writes all there."""
    report = db.session.get(DirectoryImport, import_id)
    if report is None or report.kind != KIND:
        raise NotFound
    where = report.municipality_id
    is_own = report.created_by == actor.id and actor.may(Permission.DIRECTORY_PROPOSE, where)
    if not is_own and not actor.may(Permission.DIRECTORY_WRITE, where):
        raise NotFound
    return report
