"""A series once more: everything but its people, on the same weekdays from a chosen day."""

from datetime import date
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.workshops import queries
from app.workshops.dates import shifted
from app.workshops.models import Admission, Session, Workshop, WorkshopFunder, WorkshopKind
from app.workshops.services.series import Plan, create_workshop
from app.workshops.services.sessions import Appointment, add_sessions


def appointments_from(actor: Actor, workshop: Workshop, start: date) -> list[Appointment]:
    """The sessions that a copy beginning on or after `start` would have; cancelled ones are left out."""
    sessions = [each for each in queries.list_sessions(actor, workshop) if not each.is_cancelled]
    days = shifted([each.on for each in sessions], start)
    return [_appointment(session, on) for session, on in zip(sessions, days, strict=True)]


def duplicate_workshop(
    actor: Actor, *, workshop: Workshop, workshop_id: UUID, title: str, start: date
) -> Workshop:
    """A draft like `workshop`. The same id again is the same row, with its sessions once."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    known = db.session.get(Workshop, workshop_id)
    copy = create_workshop(
        actor,
        workshop_id=workshop_id,
        municipality_id=workshop.municipality_id,
        plan=plan_of(workshop, title=title),
        duplicated_from=workshop.id,
    )
    if known is None:
        copy.funders = [
            WorkshopFunder(
                municipality_id=each.municipality_id,
                position=each.position,
                heading=each.heading,
                logo_id=each.logo_id,
            )
            for each in workshop.funders
        ]
        add_sessions(actor, workshop=copy, appointments=appointments_from(actor, workshop, start))
    return copy


def plan_of(workshop: Workshop, *, title: str) -> Plan:
    """What a series is, as a plan; without the translations of a title that is another now."""
    serving = queries.list_facilitators(workshop.municipality_id)
    return Plan(
        kind=WorkshopKind(workshop.kind),
        title=title,
        organisation_id=workshop.organisation_id,
        facilitator_ids=[each.staff_id for each in workshop.facilitators if each.staff_id in serving],
        description=workshop.description,
        material=workshop.material,
        language=workshop.language,
        capacity=workshop.capacity,
        admission=Admission(workshop.admission),
        answer_hours=workshop.answer_hours,
        certificate_share=workshop.certificate_share,
        is_public=workshop.is_public,
        groups=[each.group for each in workshop.groups],
        competence_ids=[each.competence_id for each in workshop.competences],
        texts={
            (each.lang, each.field): each.value
            for each in workshop.texts
            if each.field != "title" or title == workshop.title
        },
    )


def _appointment(session: Session, on: date) -> Appointment:
    return Appointment(
        on=on,
        starts=session.starts,
        ends=session.ends,
        place_id=session.place_id,
        place_name=session.place_name,
        title=session.title,
    )
