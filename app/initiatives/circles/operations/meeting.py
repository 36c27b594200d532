"""A circle becomes a learning atelier, and is a circle again where that was a mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.initiatives.circles.models import Circle, CircleState
from app.initiatives.circles.operations import InAnother, MayNotBeProposed, NotOpen
from app.initiatives.circles.operations.dropping import leave
from app.initiatives.circles.queries.learners import standing
from app.initiatives.circles.states import CIRCLE
from app.initiatives.teams.queries.people import lock_proposable
from app.people.models import Participant
from app.people.queries import matchable
from app.skills.queries.catalogue import catalogue_for
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.operations.series import Plan, cancel_workshop, create_workshop, open_workshop
from app.workshops.planning.operations.sessions import Appointment, add_session

ATELIER = "atelier"
BEFORE = (WorkshopState.DRAFT.value, WorkshopState.OPEN.value)
"""States of a series that has not begun."""
INSTEAD = "other"
"""Why the atelier of a circle that is one again does not take place (workshops' reasons)."""


class HasBegun(Conflict):
    """The atelier has begun: what happened is not taken back."""


class NoPlace(Conflict):
    """An atelier takes a day and a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an atelier takes beside what is known of the circle: who hosts it, from when to when."""

    title: str
    organisation_id: UUID
    on: date
    starts: time
    ends: time


def become_atelier(
    actor: Actor, *, circle: Circle, version: int, workshop_id: UUID, terms: Terms
) -> Workshop:
    """The series of a circle, read at `version`, to which all said yes: with what is taught, a session on its
    day, its people signed up. Nobody else is offered it at the kiosk.

    The same id again is the same series. Raises StaleRecord, NotOpen, NoPlace, MayNotBeProposed,
    EndsTooEarly.
    """
    actor.demand(Permission.TEAM_PROPOSE, circle.municipality_id)
    if circle.state == CircleState.MEETING and circle.workshop_id == workshop_id:
        return db.session.get_one(Workshop, workshop_id)
    records.demand_version(circle, version)
    if circle.state != CircleState.AGREED:
        raise NotOpen
    if not (circle.place_id or circle.place_name):
        raise NoPlace
    people = _people(circle)
    workshop = create_workshop(
        actor, workshop_id=workshop_id, municipality_id=circle.municipality_id, plan=_plan(circle, terms)
    )
    appointment = Appointment(
        on=terms.on,
        starts=terms.starts,
        ends=terms.ends,
        place_id=circle.place_id,
        place_name=circle.place_name,
    )
    add_session(actor, workshop=workshop, appointment=appointment)
    open_workshop(actor, workshop=workshop)
    for person in people:
        wishes = Wishes(language=person.language)
        enrol(actor, enrolment_id=new_id(), workshop=workshop, whose=person, origin="desk", wishes=wishes)
    CIRCLE.move(actor, circle, CircleState.MEETING)
    circle.workshop_id, circle.on = workshop.id, terms.on
    circle.version += 1
    db.session.flush()
    return workshop


def take_back_atelier(actor: Actor, *, circle: Circle) -> None:
    """It was a mistake: the series, which has not begun, is cancelled, and the circle is one to which all
    said yes; without whoever may not be proposed any more.

    Raises NotOpen, HasBegun, InAnother where somebody stands in another circle by now.
    """
    actor.demand(Permission.TEAM_PROPOSE, circle.municipality_id)
    records.lock(circle)
    if circle.state != CircleState.MEETING:
        raise NotOpen
    workshop = db.session.get_one(Workshop, circle.workshop_id)
    is_cancelled = workshop.state == WorkshopState.CANCELLED
    if not is_cancelled and workshop.state not in BEFORE:
        raise HasBegun
    ids = [each.participant_id for each in circle.members]
    possible = lock_proposable(circle.municipality_id, ids)
    if is_cancelled and standing(circle.municipality_id, among=ids):
        raise InAnother
    if not is_cancelled:
        cancel_workshop(actor, workshop=workshop, reason=INSTEAD)
    CIRCLE.move(actor, circle, CircleState.AGREED)
    circle.workshop_id = None
    circle.version += 1
    for place in circle.members:
        if place.participant_id not in possible and circle.state != CircleState.DROPPED:
            leave(place)
    db.session.flush()


def _people(circle: Circle) -> Sequence[Participant]:
    ids = [each.participant_id for each in circle.members]
    if len(lock_proposable(circle.municipality_id, ids)) < len(ids):
        raise MayNotBeProposed
    query = select(Participant).where(Participant.id.in_(ids), matchable())
    return db.session.scalars(query.order_by(Participant.id)).all()


def _plan(circle: Circle, terms: Terms) -> Plan:
    known = catalogue_for(each.competence_id for each in circle.members)
    taught = dict.fromkeys(each.competence_id for each in circle.members)
    offered = [key for key in taught if (view := known.competence(key)) and not view.is_retired]
    return Plan(
        kind=ATELIER,
        title=terms.title,
        organisation_id=terms.organisation_id,
        language=circle.language,
        is_public=False,
        competence_ids=offered,
    )
