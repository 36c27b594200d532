"""A registration that was a mistake: whoever made it takes it back, the same day."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone
from app.outreach.registrations.identity import mistake_of, person_of
from app.outreach.registrations.models import Registration
from app.outreach.registrations.queries import find_merge, find_person, is_open_to
from app.people.merging.operations import undo
from app.people.operations.erasing import erase_newcomer
from app.workshops.attendance.operations.walk_ins import take_registered_back
from app.workshops.attendance.queries.attendance import marks_in
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.session import Session

BY_MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A registration is over; it goes right after everybody was told."""

    actor: Actor
    registration: Registration


taken_back: Signal[TakenBack] = Signal()


class NotTheirs(Conflict):
    """Somebody else made it, or it was not today."""


def may_take_back(actor: Actor, registration: Registration) -> bool:
    """Whoever made it, on the day on which it arrived."""
    zone = get_zone(registration.municipality_id)
    arrived_on = registration.registered_at.astimezone(ZoneInfo(zone)).date()
    is_own = actor.id is not None and registration.registered_by == actor.id
    return is_own and arrived_on == clock.today(zone)


def take_back(actor: Actor, *, registration: Registration) -> None:
    """Nothing of it remains but that it was taken back: places, presence, list and person go. Who was found
    to be known is parted from it again and keeps what they had before.

    Raises NotTheirs; Conflict where somebody has decided something about the person meanwhile, of which it is
    not told whether they are protected; ChangedSince.
    """
    actor.demand(Permission.OUTREACH_REGISTER, registration.municipality_id)
    records.lock(registration)
    if not may_take_back(actor, registration):
        raise NotTheirs
    if not is_open_to(actor, registration.participant_id):
        raise Conflict
    made = person_of(registration.id)
    if registration.participant_id != made and (merge := find_merge(made)):
        undo(actor, merge=merge)
        db.session.refresh(registration)
    person = find_person(made)
    if person is None or person.id != made or not person.is_unverified:
        raise Conflict
    _leave(actor, registration)
    taken_back.send(TakenBack(actor, registration))
    records.record(actor, "taken_back", registration)
    db.session.delete(registration)
    db.session.flush()
    erase_newcomer(actor, participant=person, marks=[mistake_of(registration.id)])


def _leave(actor: Actor, registration: Registration) -> None:
    """Every place that it gave is free again, and nobody was seen anywhere."""
    places = select(Enrolment).where(Enrolment.participant_id == registration.participant_id)
    session = db.session.get(Session, registration.session_id) if registration.session_id else None
    for each in db.session.scalars(places.order_by(Enrolment.workshop_id)).all():
        if session and (session.id, each.id) in marks_in([session.id], of=[each.id]):
            take_registered_back(actor, session=session, enrolment=each)
        if each.state not in OVER:
            cancel(actor, enrolment=each, reason=BY_MISTAKE)
