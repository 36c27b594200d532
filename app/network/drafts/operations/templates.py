"""Templates of agreements: sent, replaced, taken out of use, filled in."""

from uuid import UUID

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.inspection import Inspected, inspected
from app.core.permission import Permission
from app.core.refusals import TEXTS
from app.network.drafts.models import DocumentTemplate
from app.network.drafts.placeholders import demand_known, placeholders

WRITE = Permission.PARTNERSHIP_WRITE


def read_template(data: bytes, filename: str) -> Inspected:
    """A DOCX or ODT whose placeholders are known. Raises FileRefused, FileTooLarge, UnknownPlaceholders."""
    found = inspected(data, filename, TEXTS)
    demand_known(found.placeholders, placeholders())
    return found


def add_template(
    actor: Actor, *, template_id: UUID, municipality_id: UUID, name: str, file_id: UUID
) -> DocumentTemplate:
    """A kept file becomes a template. The same id again is the same row."""
    actor.demand(WRITE, municipality_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(DocumentTemplate, template_id, **same):
        return known
    row = DocumentTemplate(id=template_id, **same, name=name, sort_key=text.fold(name), file_id=file_id)
    return records.add(actor, row, act="added")


def edit_template(
    actor: Actor, *, template: DocumentTemplate, version: int, name: str, file_id: UUID | None
) -> None:
    """Call it otherwise, or put another file in its place. Raises StaleRecord."""
    actor.demand(WRITE, template.municipality_id)
    values = {"name": name, "sort_key": text.fold(name), "file_id": file_id or template.file_id}
    records.edit(actor, template, version, values)
    db.session.refresh(template, ["file"])


def remove_template(actor: Actor, *, template: DocumentTemplate) -> None:
    """Out of use; it stays to be put back."""
    actor.demand(WRITE, template.municipality_id)
    records.lock(template)
    if template.removed_at is None:
        template.removed_at, template.removed_by = clock.now(), actor.id
        records.record(actor, "removed", template)
        db.session.flush()


def put_template_back(actor: Actor, *, template: DocumentTemplate) -> None:
    actor.demand(WRITE, template.municipality_id)
    records.lock(template)
    if template.removed_at is not None:
        template.removed_at = template.removed_by = None
        records.record(actor, "put_back", template)
        db.session.flush()
