"""What attending left in people's lists and nobody has confirmed with them yet."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.core.actor import Actor
from app.core.db import db
from app.core.paging import Page, page
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import visible_to as person_visible_to
from app.people.rights.rest import usable
from app.skills.models.inventory import EntryState, InventoryEntry
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop, WorkshopCompetence


def learning_page(
    actor: Actor, *, workshop_id: UUID | None = None, after: str | None = None
) -> tuple[Page[InventoryEntry], dict[UUID, Participant]]:
    """Entries that attending evidenced in the current municipality, oldest first; and whose they are.

    Those of protected people stand in their own lists alone, which open with a reason.
    """
    actor.demand(Permission.INVENTORY_CONFIRM)
    query = _waiting(actor)
    if workshop_id:
        query = query.where(
            InventoryEntry.participant_id.in_(_attended(workshop_id)),
            InventoryEntry.competence_id.in_(
                select(WorkshopCompetence.competence_id).where(WorkshopCompetence.workshop_id == workshop_id)
            ),
        )
    found = page(query, by=InventoryEntry.created_at, then=InventoryEntry.id, after=after)
    if after and not found.items:  # all that stood there is confirmed by now
        found = page(query, by=InventoryEntry.created_at, then=InventoryEntry.id, after=None)
    ids = {each.participant_id for each in found.items}
    people = db.session.scalars(select(Participant).where(Participant.id.in_(ids)))
    return found, {each.id: each for each in people}


def learning_to_confirm(actor: Actor) -> Select[int]:
    """Counts the entries of `learning_page`."""
    return select(func.count()).select_from(_waiting(actor).subquery())


def _waiting(actor: Actor) -> Select[InventoryEntry]:
    developed = (
        select(WorkshopCompetence.workshop_id)
        .join(Workshop, Workshop.id == WorkshopCompetence.workshop_id)
        .join(Enrolment, Enrolment.workshop_id == Workshop.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
        .where(
            WorkshopCompetence.competence_id == InventoryEntry.competence_id,
            Enrolment.participant_id == InventoryEntry.participant_id,
            Attendance.state.in_(ATTENDING),
        )
    )
    return (
        select(InventoryEntry)
        .join(Participant, Participant.id == InventoryEntry.participant_id)
        .where(
            InventoryEntry.municipality_id == actor.here(),
            InventoryEntry.state == EntryState.EVIDENCED.value,
            person_visible_to(actor),
            Participant.sealed_at.is_(None),
            usable(),
            developed.exists(),
            ~_agreed().exists(),
        )
    )


def _agreed() -> Select[UUID]:
    """The same competence of the same person, confirmed in another of their lists."""
    other = aliased(InventoryEntry)
    return select(other.id).where(
        other.participant_id == InventoryEntry.participant_id,
        other.competence_id == InventoryEntry.competence_id,
        other.state == EntryState.CONFIRMED.value,
    )


def _attended(workshop_id: UUID) -> Select[UUID | None]:
    return (
        select(Enrolment.participant_id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
        .where(Enrolment.workshop_id == workshop_id, Attendance.state.in_(ATTENDING))
    )
