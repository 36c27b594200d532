"""Reports of imports."""

from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.directory.models import DirectoryImport


def get_import(actor: Actor, import_id: UUID) -> DirectoryImport:
    """The report of an import: for whoever made it, and for whoever writes the whole directory there."""
    report = db.session.get(DirectoryImport, import_id)
    if report is None or not actor.may(Permission.DIRECTORY_PROPOSE, report.municipality_id):
        raise NotFound
    if report.created_by != actor.id and not actor.may(Permission.DIRECTORY_WRITE, report.municipality_id):
        raise NotFound
    return report
