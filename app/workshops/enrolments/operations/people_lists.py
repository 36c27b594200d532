"""Enrolling the people of a list, after a person has decided row by row who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.core.errors import NotFound
from app.core.i18n import MAIN
from app.core.permission import Permission
from app.people.brought import Before
from app.people.facts import kinds
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.people.operations.facts import UNDATED, note_facts
from app.people.operations.records import create_participant
from app.people.operations.sealing import note_named
from app.people.queries import demand_unsealed_or_opened, get_known
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.enrolments.queries.matching import brought_before
from app.workshops.enrolments.rows import Row, id_of
from app.workshops.planning.models.series import Workshop


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a row is: a known participant, or (None) somebody new."""

    row: Row
    participant_id: UUID | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a list: seats given, people in the line or to confirm, who was there already."""

    seated: int
    waiting: int
    known: int


def enrol_listed(actor: Actor, *, workshop: Workshop, decisions: Sequence[Decision], origin: str) -> Outcome:
    """Enrol them in the order of the list. The same list again brings nobody twice.

    Raises ReasonNeeded, before anything is written, where a decision is about a sealed person whom the actor
    has not opened. Whoever may not know of a sealed person enrols somebody new, as with any unknown name.
    """
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    before = brought_before(actor, workshop, [each.row for each in decisions])
    people = [_known(actor, workshop, *each) for each in zip(decisions, before, strict=True)]
    seated = waiting = known = 0
    for each, earlier, found in zip(decisions, before, people, strict=True):
        participant = found or _made_of(actor, workshop, each.row, earlier)
        wanted = new_id()
        wishes = Wishes(participant.language, each.row.needs_transport, each.row.needs_childcare)
        enrolment = enrol(
            actor, enrolment_id=wanted, workshop=workshop, whose=participant, origin=origin, wishes=wishes
        )
        if enrolment.id != wanted:
            known += 1
        elif enrolment.state == EnrolmentState.CONFIRMED:
            seated += 1
        else:
            waiting += 1
    return Outcome(seated, waiting, known)


def _known(actor: Actor, workshop: Workshop, decision: Decision, before: Before) -> Participant | None:
    """The known person of a decision; None where somebody is to be made of the row."""
    if decision.participant_id is None:
        demand_unsealed_or_opened(actor, before.known)
        return before.known
    found = get_known(actor, decision.participant_id)
    if found.municipality_id != workshop.municipality_id:
        raise NotFound
    return found


def _made_of(actor: Actor, workshop: Workshop, row: Row, before: Before) -> Participant:
    """Somebody new; beside whoever was made of the row before and is sealed, whose team is told."""
    participant = create_participant(
        actor,
        participant_id=id_of(row, workshop.id, len(before.hidden)),
        municipality_id=workshop.municipality_id,
        name=row.name,
        birth_year=row.birth_year,
        language=row.language or MAIN,
        parish_id=row.parish,
    )
    if row.work:
        answers = {kinds.WORK: {"": row.work}}
        note_facts(
            actor, participant=participant, version=participant.version, answers=answers, noting=UNDATED
        )
    if row.contact:
        add_contact(actor, contact_id=new_id(), participant=participant, value=row.contact)
    for each in before.hidden:
        note_named(actor, participant_id=each, beside=participant)
    return participant
