"""Where somebody who registers gets a place: at the session where they are, and in what they wish for."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.outreach.registrations.identity import part_of
from app.people.models import Participant
from app.workshops.attendance.operations.walk_ins import note_registered
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.enrolments import (
    ClosedForEnrolment,
    Wishes,
    confirm_request,
    enrol,
)
from app.workshops.enrolments.operations.leaving import close_line
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

ORIGIN = "outreach"


@dataclass(frozen=True, slots=True)
class Places:
    """The place in the session's own series, if it gives any; `missed` are titles of what they wished for
    and what takes nobody any more.
    """

    own: Enrolment | None
    missed: tuple[str, ...]


def take_part(
    actor: Actor,
    *,
    registration_id: UUID,
    person: Participant,
    session: Session | None,
    wishes: Sequence[UUID],
) -> Places:
    """Enrol somebody where they are and where they wish to be. They were there: that is noted although the
    series is full, in which case they wait in its line, or has ended since: then they were there without a
    place where all seats are taken. A session that was called off gives no place.
    """
    own = session.workshop if session and not session.is_cancelled else None
    has_come = session is not None and session.on <= clock.today(session.zone)
    enrolled: dict[UUID, Enrolment | None] = {}
    missed = []
    # In the order of their ids, as whoever registers beside us does: nobody waits for each other.
    for workshop in _series([*wishes, *([own.id] if own else [])], person.municipality_id):
        is_own = own is not None and workshop.id == own.id
        may = is_own or workshop.is_public
        place = (
            _enrol(actor, registration_id, workshop, person, was_there=is_own and has_come) if may else None
        )
        enrolled[workshop.id] = place
        if place is None and not is_own:
            missed.append(workshop.title)
    mine = enrolled.get(own.id) if own else None
    if mine and session:
        if mine.state == EnrolmentState.REQUESTED:
            confirm_request(actor, enrolment=mine)
        note_registered(actor, session=session, enrolment=mine)
        if mine.state == EnrolmentState.WAITLISTED and not session.workshop.takes_enrolments:
            close_line(actor, workshop=session.workshop)
    return Places(mine if mine and mine.state not in OVER else None, tuple(missed))


def place_of(person: Participant, session: Session | None) -> Enrolment | None:
    """The place that somebody has in the series of a session."""
    if session is None:
        return None
    theirs = select(Enrolment).where(
        Enrolment.workshop_id == session.workshop_id,
        Enrolment.participant_id == person.id,
        Enrolment.state.not_in(OVER),
    )
    return db.session.scalars(theirs.order_by(Enrolment.queue_number)).first()


def _series(ids: Sequence[UUID], municipality_id: UUID) -> Sequence[Workshop]:
    there = select(Workshop).where(Workshop.id.in_(ids), Workshop.municipality_id == municipality_id)
    return db.session.scalars(there.order_by(Workshop.id)).all()


def _enrol(
    actor: Actor, registration_id: UUID, workshop: Workshop, person: Participant, *, was_there: bool
) -> Enrolment | None:
    try:
        return enrol(
            actor,
            enrolment_id=part_of(registration_id, f"enrolment:{workshop.id}"),
            workshop=workshop,
            whose=person,
            origin=ORIGIN,
            wishes=Wishes(person.language),
            was_there=was_there,
        )
    except ClosedForEnrolment:
        return None
