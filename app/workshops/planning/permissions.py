"""Who may see and change series. Whoever works in the office of a municipality sees all of its series."""

from sqlalchemy import ColumnElement, and_, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.workshops.planning.models.series import Workshop, WorkshopFacilitator, WorkshopState
from app.workshops.planning.models.session import Session

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


def may_change(actor: Actor, planned: Workshop | Session) -> bool:
    """Whether the actor may plan the series and its sessions."""
    return actor.may(Permission.WORKSHOP_WRITE, planned.municipality_id)


def may_note(actor: Actor, session: Session) -> bool:
    """Whether the actor may note what happened in the session."""
    return actor.may(Permission.ATTENDANCE_WRITE, session.municipality_id)
