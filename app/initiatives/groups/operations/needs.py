"""The competences that an initiative takes."""

from collections.abc import Iterable
from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations.initiatives import tell_change
from app.initiatives.opportunities import needs
from app.initiatives.opportunities.needs import Need


def add_need(actor: Actor, *, initiative: Initiative, competence_id: UUID) -> bool:
    """One more; whether it was new. Raises NotFound for one that the catalogue does not offer."""
    _demand(actor, initiative)
    records.lock(initiative)
    return _noted(actor, initiative, is_changed=needs.add_need(initiative, competence_id))


def drop_need(actor: Actor, *, initiative: Initiative, competence_id: UUID) -> bool:
    """One fewer; whether it was there."""
    _demand(actor, initiative)
    records.lock(initiative)
    return _noted(actor, initiative, is_changed=needs.drop_need(initiative, competence_id))


def change_needs(actor: Actor, *, initiative: Initiative, version: int, wanted: Iterable[Need]) -> None:
    """Say how much of each it takes; raises StaleRecord, NotFound."""
    _demand(actor, initiative)
    records.demand_version(initiative, version)
    _noted(actor, initiative, is_changed=needs.put_needs(initiative, wanted))


def _demand(actor: Actor, initiative: Initiative) -> None:
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)


def _noted(actor: Actor, initiative: Initiative, *, is_changed: bool) -> bool:
    if is_changed:
        records.record_edit(actor, initiative, ["needs"])
        tell_change(actor, initiative)
    return is_changed
