"""Who pays for a series: headings of its papers, nested in their order, each perhaps with a logo."""

from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import existing
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.workshops.planning.models.series import Workshop, WorkshopFunder

LOGO_KINDS = frozenset({FileKind.PNG, FileKind.JPEG})


def add_funder(
    actor: Actor,
    *,
    workshop: Workshop,
    heading: str,
    logo: Inspected | None = None,
    funder_id: UUID | None = None,
) -> WorkshopFunder:
    """One more heading, inside those before it. `logo` is a picture of LOGO_KINDS."""
    where = workshop.municipality_id
    actor.demand(Permission.WORKSHOP_WRITE, where)
    if known := next((each for each in workshop.funders if each.id == funder_id), None):
        return known
    kept = keep(logo, municipality_id=where, actor=actor) if logo else None
    funder = WorkshopFunder(
        id=funder_id or new_id(), municipality_id=where, heading=heading, logo_id=kept.id if kept else None
    )
    _put(actor, workshop, [*workshop.funders, funder])
    return funder


def remove_funder(actor: Actor, *, workshop: Workshop, funder_id: UUID) -> None:
    """Take a heading off; those below move up. One that is gone already is fine."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    _put(actor, workshop, [each for each in workshop.funders if each.id != funder_id])


def raise_funder(actor: Actor, *, workshop: Workshop, funder_id: UUID) -> None:
    """Move a heading up, around the one it stood in; raises NotFound."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    order = list(workshop.funders)
    at = existing(next((at for at, each in enumerate(order) if each.id == funder_id), None))
    if at:
        order[at - 1 : at + 1] = order[at], order[at - 1]
        _put(actor, workshop, order)


def _put(actor: Actor, workshop: Workshop, order: list[WorkshopFunder]) -> None:
    workshop.funders = order
    for position, each in enumerate(order):
        each.position = position
    records.record(actor, "edited", workshop, ["funders"])
    db.session.flush()
