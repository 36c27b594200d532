"""A series once more: everything but its people, on the same weekdays from a chosen day."""

from datetime import date
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.core.texts import written
from app.network.protocols.queries.resting import may_rest
from app.workshops.planning.dates import shifted
from app.workshops.planning.models.series import Workshop, WorkshopFunder
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import COLUMNS, Plan, create_workshop
from app.workshops.planning.operations.sessions import Appointment, add_sessions
from app.workshops.planning.permissions import demand_change
from app.workshops.planning.queries.hosts import leaders_for
from app.workshops.planning.queries.series import list_sessions


def appointments_from(actor: Actor, workshop: Workshop, start: date) -> list[Appointment]:
    """The sessions that a copy beginning on or after `start` would have; cancelled ones are left out."""
    sessions = list_sessions(actor, workshop, with_cancelled=False)
    days = shifted([each.on for each in sessions], start)
    return [_appointment(session, on) for session, on in zip(sessions, days, strict=True)]


def duplicate_workshop(
    actor: Actor, *, workshop: Workshop, workshop_id: UUID, title: str, start: date
) -> Workshop:
    """A draft like `workshop`. The same id again is the same row, with its sessions once."""
    demand_change(actor, workshop)
    known = db.session.get(Workshop, workshop_id)
    copy = create_workshop(
        actor,
        workshop_id=workshop_id,
        municipality_id=workshop.municipality_id,
        plan=plan_of(actor, workshop, title=title),
        duplicated_from=workshop.id,
    )
    if known is None:
        names = ("municipality_id", "position", "heading", "logo_id")
        copy.funders = [
            WorkshopFunder(**{name: getattr(each, name) for name in names}) for each in workshop.funders
        ]
        add_sessions(actor, workshop=copy, appointments=appointments_from(actor, workshop, start))
    return copy


def plan_of(actor: Actor, workshop: Workshop, *, title: str) -> Plan:
    """What a series is, as a plan; without the translations of a title that is another now."""
    serving = leaders_for(actor, workshop.municipality_id)
    basis = (workshop.protocol_id, workshop.municipality_id, workshop.organisation_id)
    return Plan(
        **{name: getattr(workshop, name) for name in COLUMNS if name not in {"title", "protocol_id"}},
        title=title,
        protocol_id=workshop.protocol_id if may_rest(*basis) else None,
        facilitator_ids=[each for each in workshop.leader_ids if each in serving],
        groups=[each.group for each in workshop.groups],
        competence_ids=[each.competence_id for each in workshop.competences],
        texts={
            key: words
            for key, words in written(workshop).items()
            if key[1] != "title" or title == workshop.title
        },
    )


def _appointment(session: Session, on: date) -> Appointment:
    names = ("starts", "ends", "place_id", "place_name", "parish_id", "title")
    return Appointment(on=on, **{name: getattr(session, name) for name in names})
