"""What of the directory rests on a protocol: slots, services and publications that name it, in one query."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import Select, literal, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link
from app.core.permission import Permission
from app.directory.services.models import Service, ServiceBasis, ServiceState, Structure
from app.directory.services.permissions import services_seen_by
from app.directory.shelves.models.publications import Publication, PublicationBasis, ShelfState
from app.directory.shelves.permissions import seen_by
from app.directory.slots.models import DropInSlot, SlotBasis

SLOT, SERVICE, PUBLICATION = "slot", "service", "publication"


def on_protocol(actor: Actor, protocol_id: UUID) -> Sequence[Link]:
    """Each by its kind and title, of what the actor may know of."""
    rests = union_all(_slots(actor, protocol_id), _services(actor, protocol_id), _papers(actor, protocol_id))
    found = rests.subquery()
    query = select(found).order_by(found.c.kind, found.c.title, found.c.id)
    return [_link(*row) for row in db.session.execute(query)]


def _slots(actor: Actor, protocol_id: UUID) -> Select[str, UUID, str, bool]:
    return (
        select(
            literal(SLOT).label("kind"),
            DropInSlot.id.label("id"),
            DropInSlot.topic.label("title"),
            DropInSlot.ended_at.is_not(None).label("is_over"),
        )
        .join(SlotBasis, SlotBasis.slot_id == DropInSlot.id)
        .where(
            SlotBasis.protocol_id == protocol_id,
            DropInSlot.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ)),
        )
    )


def _services(actor: Actor, protocol_id: UUID) -> Select[str, UUID, str, bool]:
    return (
        select(literal(SERVICE), Service.id, Service.name, Service.state == ServiceState.ARCHIVED.value)
        .join(Structure, Structure.id == Service.structure_id)
        .join(ServiceBasis, ServiceBasis.service_id == Service.id)
        .where(ServiceBasis.protocol_id == protocol_id, services_seen_by(actor))
    )


def _papers(actor: Actor, protocol_id: UUID) -> Select[str, UUID, str, bool]:
    is_over = Publication.state == ShelfState.WITHDRAWN.value
    return (
        select(literal(PUBLICATION), Publication.id, Publication.title, is_over)
        .join(PublicationBasis, PublicationBasis.publication_id == Publication.id)
        .where(PublicationBasis.protocol_id == protocol_id, seen_by(actor, Publication))
    )


def _link(kind: str, row_id: UUID, title: str, is_over: bool) -> Link:  # noqa: FBT001  as the query gives it
    match kind:
        case "slot":
            label, page = gettext("Drop-in slot: %(title)s", title=title), "directory.slot"
            return Link(label, page, {"slot_id": row_id}, is_over)
        case "service":
            label, page = gettext("Service: %(title)s", title=title), "directory.service"
            return Link(label, page, {"service_id": row_id}, is_over)
    label = gettext("Publication: %(title)s", title=title)
    return Link(label, "directory.entry", {"shelf": "publications", "item_id": row_id}, is_over)
