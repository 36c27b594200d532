"""The competences that an initiative takes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, InitiativeNeed
from app.initiatives.groups.operations.initiatives import tell_change
from app.skills.queries.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a competence it takes: `weight` 1 to 3, so many `people` at this level or higher."""

    weight: int = 2
    minimum_level: str = ""
    people: int = 1


def add_need(actor: Actor, *, initiative: Initiative, competence_id: UUID) -> bool:
    """One more; whether it was new. Raises NotFound for one that the catalogue does not offer."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.lock(initiative)
    if competence_id in {each.competence_id for each in initiative.needs}:
        return False
    view = catalogue().competence(competence_id)
    if view is None or view.is_retired:
        raise NotFound
    position = max((each.position for each in initiative.needs), default=-1) + 1
    where = {"municipality_id": initiative.municipality_id, "initiative_id": initiative.id}
    initiative.needs.append(InitiativeNeed(**where, competence_id=competence_id, position=position))
    _note(actor, initiative)
    return True


def remove_need(actor: Actor, *, initiative: Initiative, competence_id: UUID) -> bool:
    """One fewer; whether it was there."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.lock(initiative)
    gone = next((each for each in initiative.needs if each.competence_id == competence_id), None)
    if gone is None:
        return False
    initiative.needs.remove(gone)
    _note(actor, initiative)
    return True


def weigh_needs(
    actor: Actor, *, initiative: Initiative, version: int, extents: Mapping[UUID, Extent]
) -> None:
    """Say how much of each it takes; raises StaleRecord. One that is not among its needs is passed over."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.demand_version(initiative, version)
    for need in initiative.needs:
        if extent := extents.get(need.competence_id):
            for name, value in asdict(extent).items():
                setattr(need, name, value)
    _note(actor, initiative)


def _note(actor: Actor, initiative: Initiative) -> None:
    records.record_edit(actor, initiative, ["needs"])
    tell_change(actor, initiative)
