"""Enrolling the people of a list, after a person has decided row by row who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.permission import Permission
from app.people import services as people
from app.people.contacts import kind_of
from app.people.models import Participant
from app.people.queries import find_participant
from app.workshops.models import EnrolmentState, Workshop
from app.workshops.rows import Row, id_of
from app.workshops.services.enrolments import enrol


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a row is: a known participant, or (None) somebody new."""

    row: Row
    participant_id: UUID | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a list: places given, people in the line or to confirm, who was there already."""

    seated: int
    waiting: int
    known: int


def enrol_listed(actor: Actor, *, workshop: Workshop, decisions: Sequence[Decision], made_at: str) -> Outcome:
    """Enrol them in the order of the list. The same list again brings nobody twice."""
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    seated = waiting = known = 0
    for each in decisions:
        participant = _participant(actor, workshop, each)
        wanted = new_id()
        place = enrol(
            actor,
            enrolment_id=wanted,
            workshop=workshop,
            participant=participant,
            made_at=made_at,
            language=participant.language,
            needs_transport=each.row.needs_transport,
            needs_childcare=each.row.needs_childcare,
        )
        if place.id != wanted:
            known += 1
        elif place.state == EnrolmentState.CONFIRMED:
            seated += 1
        else:
            waiting += 1
    return Outcome(seated, waiting, known)


def _participant(actor: Actor, workshop: Workshop, decision: Decision) -> Participant:
    if decision.participant_id is not None:
        found = find_participant(actor, decision.participant_id)
        if found is None or found.municipality_id != workshop.municipality_id:
            raise NotFound
        return found
    row = decision.row
    new = id_of(row, workshop.id)
    if known := db.session.get(Participant, new):
        return known
    participant = people.create_participant(
        actor,
        participant_id=new,
        municipality_id=workshop.municipality_id,
        name=row.name,
        birth_year=row.birth_year,
    )
    if row.contact:
        people.add_contact(
            actor,
            contact_id=new_id(),
            participant=participant,
            kind=kind_of(row.contact),
            value=row.contact,
        )
    return participant
