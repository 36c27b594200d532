"""The places at which services are offered."""

from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import audit, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound, StaleRecord
from app.directory import index
from app.directory.models import OWN_SOURCE, Service, Structure
from app.directory.permissions import demand_edit
from app.directory.queries.services import today
from app.directory.service_card import card_of
from app.network.models import Parish
from app.network.queries import get_offered_organisation


class StructureChanges(TypedDict, total=False):
    """What of a place can be changed; what is left out stays."""

    name: str
    description: str
    parish_id: UUID | None
    address: str
    address_more: str
    postal_code: str
    town: str
    directions: str
    opening_hours: str
    phone: str
    email: str
    website: str
    accessibility_url: str
    registration_number: str
    networks: list[str]


def create_structure(
    actor: Actor,
    *,
    structure_id: UUID,
    municipality_id: UUID,
    organisation_id: UUID,
    **values: Unpack[StructureChanges],
) -> Structure:
    """A new place of an organisation that works in the municipality. The same id again is the same row."""
    demand_edit(actor, municipality_id, organisation_id)
    if known := db.session.get(Structure, structure_id):
        if (known.created_by, known.municipality_id) != (actor.id, municipality_id):
            raise Conflict
        return known
    get_offered_organisation(municipality_id, organisation_id)
    check_parish(values.get("parish_id"), municipality_id)
    structure = Structure(
        id=structure_id,
        municipality_id=municipality_id,
        organisation_id=organisation_id,
        source=OWN_SOURCE,
        external_id=f"{OWN_SOURCE}--{structure_id}",
        updated_on=today(municipality_id),
        created_by=actor.id,
        sort_key=text.fold(values["name"]),
        **values,
    )
    db.session.add(structure)
    db.session.flush()
    audit.record(actor, "structure.created", "structure", structure.id, municipality_id=municipality_id)
    return structure


def edit_structure(
    actor: Actor, *, structure: Structure, version: int, **changes: Unpack[StructureChanges]
) -> None:
    """Change a place read at `version`; raises StaleRecord when somebody changed it since."""
    demand_edit(actor, structure.municipality_id, structure.organisation_id)
    db.session.refresh(structure, with_for_update=True)
    if structure.version != version:
        raise StaleRecord(structure.version)
    check_parish(changes.get("parish_id"), structure.municipality_id)
    touched = [field for field, value in changes.items() if getattr(structure, field) != value]
    if not touched:
        return
    for field in touched:
        setattr(structure, field, changes[field])  # type: ignore[literal-required]
    structure.sort_key = text.fold(structure.name)
    structure.version += 1
    structure.updated_on = today(structure.municipality_id)
    audit.record(
        actor,
        "structure.edited",
        "structure",
        structure.id,
        municipality_id=structure.municipality_id,
        fields=touched,
    )
    there = (
        select(Service)
        .where(Service.structure_id == structure.id)
        .options(selectinload(Service.texts), selectinload(Service.values), selectinload(Service.competences))
    )
    index.put_all([card_of(service) for service in db.session.scalars(there)])


def check_parish(parish_id: UUID | None, municipality_id: UUID) -> None:
    """Raise NotFound for a parish of another municipality."""
    if parish_id is None:
        return
    parish = db.session.get(Parish, parish_id)
    if parish is None or parish.municipality_id != municipality_id:
        raise NotFound
