"""Who may see and change series. Whoever works in the office of a municipality sees all of its series, and
the office changes all of them; a partner changes those that its own organisation hosts.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from app.core.actor import Actor, ActorKind
from app.core.errors import Forbidden
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


def hosted_by(actor: Actor) -> ColumnElement[bool]:
    """The series of the organisations for which the actor plans."""
    own = (
        and_(Workshop.municipality_id == where, Workshop.organisation_id.in_(organisations))
        for where, organisations in actor.organisations.items()
        if actor.may(Permission.WORKSHOP_HOST, where)
    )
    return or_(false(), *own)


def may_host(actor: Actor, municipality_id: UUID, organisation_id: UUID) -> bool:
    """Whether the actor may plan series of an organisation: the office of any, a partner of its own."""
    return actor.may(Permission.WORKSHOP_WRITE, municipality_id) or (
        actor.may(Permission.WORKSHOP_HOST, municipality_id)
        and actor.works_for(organisation_id, municipality_id)
    )


def may_change(actor: Actor, planned: Workshop | Session) -> bool:
    """Whether the actor may plan the series and its sessions."""
    where = planned.municipality_id
    return actor.may(Permission.WORKSHOP_WRITE, where) or may_host(
        actor, where, _series_of(planned).organisation_id
    )


def may_put_back(actor: Actor, workshop: Workshop, cancelled_by: UUID | None) -> bool:
    """Whether the actor may put back a series that was cancelled: who did it, and the coordinator."""
    is_own = actor.id is not None and actor.id == cancelled_by
    is_coordinator = actor.may(Permission.PARTNERSHIP_WRITE, workshop.municipality_id)
    return may_change(actor, workshop) and (is_own or is_coordinator)


def demand_host(actor: Actor, municipality_id: UUID, organisation_id: UUID) -> None:
    """Raise Forbidden where `may_host` says no."""
    if not may_host(actor, municipality_id, organisation_id):
        raise Forbidden


def demand_change(actor: Actor, planned: Workshop | Session) -> None:
    """Raise Forbidden where `may_change` says no."""
    if not may_change(actor, planned):
        raise Forbidden


def may_count(actor: Actor, held: Workshop | Session) -> bool:
    """Whether the actor may count, without names, who came: the office anywhere, a partner at its own."""
    where = held.municipality_id
    return actor.may(Permission.ATTENDANCE_WRITE, where) or (
        actor.may(Permission.HEADCOUNT_WRITE, where)
        and actor.works_for(_series_of(held).organisation_id, where)
    )


def may_hold(actor: Actor, held: Workshop | Session) -> bool:
    """Whether it may follow from what the actor notes that a session took place: who counts, or registers."""
    return may_count(actor, held) or actor.may(Permission.OUTREACH_REGISTER, held.municipality_id)


def demand_count(actor: Actor, held: Workshop | Session) -> None:
    """Raise Forbidden where `may_count` says no."""
    if not may_count(actor, held):
        raise Forbidden


def _series_of(planned: Workshop | Session) -> Workshop:
    return planned.workshop if isinstance(planned, Session) else planned
