"""Writing of parties."""

from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core import audit, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden
from app.core.permission import Permission
from app.network.models import Municipality
from app.network.parties import permissions, queries
from app.network.parties.attached import NameSort, PartyName
from app.network.parties.models import (
    KINDS,
    Body,
    Kind,
    Measure,
    Nature,
    Organisation,
    OrganisationKind,
    Party,
    PartyReach,
)

_MODELS: dict[Nature, type[Party]] = {
    Nature.ORGANISATION: Organisation,
    Nature.BODY: Body,
    Nature.MEASURE: Measure,
}


class NameTaken(Conflict):
    """Another party of the municipality has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a party is written to and found."""

    address: str = ""
    email: str = ""
    phone: str = ""


NO_ADDRESS = Address()


def nature_of(kind: Kind) -> Nature:
    return next(nature for nature, kinds in KINDS.items() if isinstance(kind, kinds))


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
    made = create_party(
        actor,
        party_id=organisation_id,
        municipality_id=municipality_id,
        name=name,
        kind=kind,
        parent_id=parent_id,
    )
    assert isinstance(made, Organisation)
    return made


def create_party(
    actor: Actor,
    *,
    party_id: UUID,
    municipality_id: UUID,
    name: str,
    kind: Kind,
    parent_id: UUID | None = None,
    address: Address = NO_ADDRESS,
) -> Party:
    """Add a party that works in a municipality; raises NameTaken, NotFound for the parent."""
    actor.demand(Permission.ORGANISATION_WRITE, municipality_id)
    if known := records.known(Party, party_id, seat_id=municipality_id):
        return known
    if queries.is_name_taken(municipality_id, name):
        raise NameTaken
    if parent_id:
        queries.get_party(actor, parent_id)
    party = _MODELS[nature_of(kind)](
        id=party_id,
        name=name,
        sort_key=text.fold(name),
        kind=kind.value,
        parent_id=parent_id,
        seat_id=municipality_id,
        **asdict(address),
    )
    db.session.add(party)
    db.session.flush()
    _add_reach(party, municipality_id)
    audit.record(actor, "organisation.created", "organisation", party.id, municipality_id=municipality_id)
    return party


def edit_organisation(
    actor: Actor,
    *,
    organisation: Party,
    version: int,
    name: str,
    kind: Kind,
    parent_id: UUID | None,
    reach: AbstractSet[UUID] | None = None,
    renamed_on: date | None = None,
) -> None:
    """Change a party; raises StaleRecord, NameTaken, NotFound, Forbidden, Conflict for another nature.

    `reach` says in which of the municipalities the actor manages it works; the others stay, and
    None leaves all of them. `renamed_on`: the first day of the new name; the old one stays as a former one.
    """
    managed = actor.municipalities(Permission.ORGANISATION_WRITE)
    before = queries.reach_of(organisation.id)
    if not managed & (before | {organisation.seat_id}):
        raise Forbidden
    if nature_of(kind) != organisation.nature:
        raise Conflict
    records.demand_version(organisation, version)
    if any(queries.is_name_taken(where, name, besides=organisation.id) for where in managed & before):
        raise NameTaken
    if parent_id and parent_id != organisation.parent_id:
        _check_parent(actor, organisation, parent_id)
    if renamed_on and name != organisation.name:
        _keep_former_name(actor, organisation, managed & before, renamed_on)
    values = {"name": name, "sort_key": text.fold(name), "kind": kind.value, "parent_id": parent_id}
    changed = records.put(organisation, values)
    if reach is not None and _set_reach(organisation, before & managed, reach & managed):
        changed.append("reach")
    records.record_edit(actor, organisation, changed)


def edit_address(
    actor: Actor, *, party: Party, municipality_id: UUID, version: int, address: Address
) -> None:
    """Change where a party of a municipality is written to; raises StaleRecord, Forbidden."""
    permissions.demand_keep(actor, municipality_id, party.id)
    queries.get_offered_party(municipality_id, party.id)
    records.edit(actor, party, version, asdict(address))


def _keep_former_name(actor: Actor, party: Party, where: AbstractSet[UUID], renamed_on: date) -> None:
    for municipality_id in sorted(where):
        if _is_noted(municipality_id, party):
            continue
        former = PartyName(
            id=new_id(),
            municipality_id=municipality_id,
            party_id=party.id,
            text=party.name,
            sort_key=party.sort_key,
            sort=NameSort.FORMER.value,
            until_on=renamed_on - timedelta(days=1),
            created_by=actor.id,
        )
        records.add(actor, former)


def _is_noted(municipality_id: UUID, party: Party) -> bool:
    noted = select(PartyName.id).where(
        PartyName.municipality_id == municipality_id,
        PartyName.party_id == party.id,
        PartyName.sort_key == party.sort_key,
        PartyName.withdrawn_at.is_(None),
    )
    return db.session.scalar(noted) is not None


def _check_parent(actor: Actor, organisation: Party, parent_id: UUID) -> None:
    above: UUID | None = queries.get_party(actor, parent_id).id
    while above is not None:
        if above == organisation.id:
            raise Conflict
        above = db.session.scalar(select(Party.parent_id).where(Party.id == above))


def _set_reach(organisation: Party, before: AbstractSet[UUID], after: AbstractSet[UUID]) -> bool:
    for municipality_id in after - before:
        _add_reach(organisation, municipality_id)
    gone = select(PartyReach).where(
        PartyReach.party_id == organisation.id,
        PartyReach.municipality_id.in_(before - after),
    )
    for row in db.session.scalars(gone):
        db.session.delete(row)
    return before != after


def _add_reach(organisation: Party, municipality_id: UUID) -> None:
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
