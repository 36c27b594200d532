"""The places at which services are offered."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.directory.index import operations as index
from app.directory.index.permissions import demand_edit, demand_write
from app.directory.services.card import card_of, whole
from app.directory.services.models import OWN_SOURCE, Service, Structure
from app.directory.services.queries.services import today
from app.network.models import Parish
from app.network.parties.queries import get_offered_organisation


def create_structure(
    actor: Actor, *, structure_id: UUID, municipality_id: UUID, organisation_id: UUID, **values: Any
) -> Structure:
    """A new place of an organisation that works in the municipality."""
    demand_write(actor, municipality_id, organisation_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Structure, structure_id, **same):
        return known
    get_offered_organisation(municipality_id, organisation_id)
    demand_parish(values.get("parish_id"), municipality_id)
    structure = Structure(
        id=structure_id,
        organisation_id=organisation_id,
        source=OWN_SOURCE,
        external_id=f"{OWN_SOURCE}--{structure_id}",
        updated_on=today(municipality_id),
        sort_key=text.fold(values["name"]),
        **same,
        **values,
    )
    return records.add(actor, structure)


def edit_structure(actor: Actor, *, structure: Structure, version: int, **values: Any) -> None:
    """Change a place read at `version`; raises StaleRecord when somebody changed it since."""
    demand_edit(actor, structure)
    records.demand_version(structure, version)
    demand_parish(values.get("parish_id"), structure.municipality_id)
    changed = records.put(structure, values)
    if not changed:
        return
    structure.sort_key = text.fold(structure.name)
    structure.updated_on = today(structure.municipality_id)
    records.record_edit(actor, structure, changed)
    there = select(Service).where(Service.structure_id == structure.id).options(*whole())
    index.put_all([card_of(service) for service in db.session.scalars(there)])


def demand_parish(parish_id: UUID | None, municipality_id: UUID) -> None:
    """Raise NotFound for a parish of another municipality."""
    if parish_id is None:
        return
    parish = db.session.get(Parish, parish_id)
    if parish is None or parish.municipality_id != municipality_id:
        raise NotFound
