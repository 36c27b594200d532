"""Who may see and change series. Whoever works in the office of a municipality sees all of its series."""

from sqlalchemy import ColumnElement, and_, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.workshops.models import Workshop, WorkshopFacilitator, WorkshopState

PUBLIC_STATES = (WorkshopState.OPEN, WorkshopState.RUNNING)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The series that the actor may open in the office."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return Workshop.municipality_id.in_(actor.municipalities(Permission.WORKSHOP_READ))


def public_to(actor: Actor) -> ColumnElement[bool]:
    """The series that are offered to anybody in the actor's current municipality."""
    return and_(
        Workshop.municipality_id == actor.here(), Workshop.is_public, Workshop.state.in_(PUBLIC_STATES)
    )


def reported_to(actor: Actor) -> ColumnElement[bool]:
    """The series whose figures, never names, the actor may read: all, or those they lead."""
    all_of = actor.municipalities(Permission.STATISTICS_READ)
    own = Workshop.facilitators.any(WorkshopFacilitator.staff_id == actor.id)
    writes = Workshop.municipality_id.in_(actor.municipalities(Permission.WORKSHOP_WRITE))
    return Workshop.municipality_id.in_(all_of) | and_(writes, own)


def may_change(actor: Actor, workshop: Workshop) -> bool:
    """Whether the actor may plan the series and its sessions."""
    return actor.may(Permission.WORKSHOP_WRITE, workshop.municipality_id)
