"""What of the directory rests on a party or a protocol: each in one query."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import Select, String, literal, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link
from app.core.permission import Permission
from app.directory.services.models import Service, ServiceBasis, ServiceState, Structure
from app.directory.services.permissions import services_seen_by
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.models.publications import LibraryItem, Publication, PublicationBasis, ShelfState
from app.directory.shelves.permissions import seen_by
from app.directory.slots.models import DropInSlot, SlotBasis

AT_MOST = 50
PLACES, SLOTS = "places", "slots"
SLOT, SERVICE, PUBLICATION = "slot", "service", "publication"


def on_party(actor: Actor, party_id: UUID) -> Sequence[Link]:
    """Its places with their services, when it attends, what it has on the shelves; the first by name."""
    where = actor.municipalities(Permission.DIRECTORY_READ)
    sorts: tuple[tuple[str, Any, Any, Sequence[Any]], ...] = (
        (PLACES, Structure, Structure.name, []),
        (SLOTS, DropInSlot, DropInSlot.topic, [DropInSlot.ended_at.is_(None)]),
        ("offers", Offer, Offer.title, [Offer.state == OfferState.OPEN]),
        ("publications", Publication, Publication.title, [Publication.state == ShelfState.PUBLISHED]),
        ("library", LibraryItem, LibraryItem.title, [LibraryItem.state == ShelfState.PUBLISHED]),
    )
    queries = [
        select(literal(sort, String).label("sort"), model.id.label("id"), title.label("title")).where(
            model.organisation_id == party_id, model.municipality_id.in_(where), *more
        )
        for sort, model, title, more in sorts
    ]
    every = union_all(*queries).subquery()
    ordered = select(every).order_by(every.c.sort, every.c.title, every.c.id).limit(AT_MOST)
    return [_entry(row.sort, row.id, row.title) for row in db.session.execute(ordered)]


def _entry(sort: str, entry_id: UUID, title: str) -> Link:
    if sort == PLACES:
        return Link(title, "directory.structure", {"structure_id": entry_id})
    if sort == SLOTS:
        return Link(title, "directory.slot", {"slot_id": entry_id})
    return Link(title, "directory.entry", {"shelf": sort, "item_id": entry_id})


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
