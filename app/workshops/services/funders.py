"""Who pays for a series: headings of its papers, nested in their order, each perhaps with a logo."""

from uuid import UUID

from app.core import audit
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.files import File, FileKind, keep
from app.core.permission import Permission
from app.workshops.models import Workshop, WorkshopFunder

LOGO_KINDS = frozenset({FileKind.PNG, FileKind.JPEG})


def add_funder(
    actor: Actor,
    *,
    workshop: Workshop,
    heading: str,
    logo: tuple[str, bytes] | None = None,
    funder_id: UUID | None = None,
) -> WorkshopFunder:
    """One more heading, inside those before it. `logo`: a file's name and bytes; raises
    FileRefused, FileTooLarge.
    """
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    known = next((each for each in workshop.funders if each.id == funder_id), None)
    if known is not None:
        return known
    kept = _keep(actor, workshop, logo) if logo else None
    funder = WorkshopFunder(
        id=funder_id or new_id(),
        municipality_id=workshop.municipality_id,
        workshop_id=workshop.id,
        position=len(workshop.funders),
        heading=heading,
        logo_id=kept.id if kept else None,
    )
    workshop.funders.append(funder)
    _record(actor, workshop)
    return funder


def remove_funder(actor: Actor, *, workshop: Workshop, funder_id: UUID) -> None:
    """Take a heading off; those below move up. One that is gone already is fine."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    workshop.funders = [each for each in workshop.funders if each.id != funder_id]
    _number(workshop)
    _record(actor, workshop)


def raise_funder(actor: Actor, *, workshop: Workshop, funder_id: UUID) -> None:
    """Move a heading one place up, around the one it stood in; raises NotFound."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    order = list(workshop.funders)
    at = next((at for at, each in enumerate(order) if each.id == funder_id), None)
    if at is None:
        raise NotFound
    if at:
        order[at - 1].position, order[at].position = at, at - 1
        db.session.flush()
        db.session.expire(workshop, ["funders"])
        _record(actor, workshop)


def _keep(actor: Actor, workshop: Workshop, logo: tuple[str, bytes]) -> File:
    name, data = logo
    return keep(
        data, filename=name, allowed=LOGO_KINDS, municipality_id=workshop.municipality_id, actor=actor
    )


def _number(workshop: Workshop) -> None:
    for position, each in enumerate(workshop.funders):
        each.position = position


def _record(actor: Actor, workshop: Workshop) -> None:
    audit.record(
        actor,
        "workshop.edited",
        "workshop",
        workshop.id,
        municipality_id=workshop.municipality_id,
        fields=["funders"],
    )
    db.session.flush()
