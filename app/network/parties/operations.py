"""Writing of parties."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from sqlalchemy import select

from app.core import audit, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden
from app.core.permission import Permission
from app.network.models import Municipality
from app.network.parties import queries
from app.network.parties.models import Organisation, OrganisationKind, PartyReach


class NameTaken(Conflict):
    """Another organisation of the municipality has this name."""


def create_organisation(
    actor: Actor,
    *,
    organisation_id: UUID,
    municipality_id: UUID,
    name: str,
    kind: OrganisationKind,
    parent_id: UUID | None = None,
) -> Organisation:
    """Add an organisation that works in a municipality; raises NameTaken, NotFound for the parent."""
    actor.demand(Permission.ORGANISATION_WRITE, municipality_id)
    if queries.is_name_taken(municipality_id, name):
        raise NameTaken
    if parent_id:
        queries.get_organisation(actor, parent_id)
    organisation = Organisation(
        id=organisation_id,
        name=name,
        sort_key=text.fold(name),
        kind=kind.value,
        parent_id=parent_id,
        seat_id=municipality_id,
    )
    db.session.add(organisation)
    db.session.flush()
    _add_reach(organisation, municipality_id)
    audit.record(
        actor, "organisation.created", "organisation", organisation.id, municipality_id=municipality_id
    )
    return organisation


def edit_organisation(
    actor: Actor,
    *,
    organisation: Organisation,
    version: int,
    name: str,
    kind: OrganisationKind,
    parent_id: UUID | None,
    reach: AbstractSet[UUID] | None = None,
) -> None:
    """Change an organisation; raises StaleRecord, NameTaken, NotFound, Forbidden.

    `reach` says in which of the municipalities the actor manages it works; the others stay, and
    None leaves all of them.
    """
    managed = actor.municipalities(Permission.ORGANISATION_WRITE)
    before = queries.reach_of(organisation.id)
    if not managed & (before | {organisation.seat_id}):
        raise Forbidden
    records.demand_version(organisation, version)
    if any(queries.is_name_taken(where, name, besides=organisation.id) for where in managed & before):
        raise NameTaken
    if parent_id and parent_id != organisation.parent_id:
        _check_parent(actor, organisation, parent_id)
    values = {"name": name, "sort_key": text.fold(name), "kind": kind.value, "parent_id": parent_id}
    changed = records.put(organisation, values)
    if reach is not None and _set_reach(organisation, before & managed, reach & managed):
        changed.append("reach")
    records.record_edit(actor, organisation, changed)


def _check_parent(actor: Actor, organisation: Organisation, parent_id: UUID) -> None:
    above: UUID | None = queries.get_organisation(actor, parent_id).id
    while above is not None:
        if above == organisation.id:
            raise Conflict
        above = db.session.scalar(select(Organisation.parent_id).where(Organisation.id == above))


def _set_reach(organisation: Organisation, before: AbstractSet[UUID], after: AbstractSet[UUID]) -> bool:
    for municipality_id in after - before:
        _add_reach(organisation, municipality_id)
    gone = select(PartyReach).where(
        PartyReach.party_id == organisation.id,
        PartyReach.municipality_id.in_(before - after),
    )
    for row in db.session.scalars(gone):
        db.session.delete(row)
    return before != after


def _add_reach(organisation: Organisation, municipality_id: UUID) -> None:
    reach = PartyReach(id=new_id(), municipality_id=municipality_id, party_id=organisation.id)
    db.session.add(reach)


def town_hall_of(actor: Actor, *, municipality: Municipality) -> Organisation:
    """The town hall that sits in a municipality, made when it is not there yet (first administrator)."""
    found = db.session.scalars(
        select(Organisation).where(
            Organisation.seat_id == municipality.id,
            Organisation.kind == OrganisationKind.TOWN_HALL.value,
        )
    ).first()
    return found or create_organisation(
        actor,
        organisation_id=new_id(),
        municipality_id=municipality.id,
        name=f"Câmara Municipal ({municipality.name})",
        kind=OrganisationKind.TOWN_HALL,
    )
