"""The series that one person can still be enrolled in, from their page."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, cast, func, or_, select

from app.core.actor import Actor
from app.core.db import db
from app.people.models import Participant
from app.skills.fit import Fit, Speaks
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.kinds import enrolling
from app.workshops.planning.models.series import Workshop, WorkshopCompetence
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import PUBLIC_STATES, visible_to

MOST = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """A series with its next day (None: no days yet), the seats left (None: as many as come), who waits, the
    state in which the person is in it ("" for none), and how it fits what they can do.
    """

    workshop: Workshop
    next_on: date | None
    free: int | None
    waiting: int
    state: str
    fit: Fit | None


def list_offered(actor: Actor, participant: Participant, speaks: Speaks | None, today: date) -> list[Offered]:
    """For a person whom the caller has found: what fits them first, then by the next day. One query."""
    there = and_(visible_to(actor), Workshop.municipality_id == participant.municipality_id)
    takes = and_(Workshop.state.in_(PUBLIC_STATES), Workshop.kind.in_(enrolling()))
    query = _with_places(participant, today).where(there, takes).limit(MOST)
    found = [
        Offered(workshop, on, _free(workshop, taken, waiting), waiting, state or "", _fit(speaks, keys))
        for workshop, on, taken, waiting, state, keys in db.session.execute(query)
    ]
    return sorted(found, key=lambda each: each.fit.rank if each.fit else 0)


def _with_places(participant: Participant, today: date) -> Select[Any]:
    """Series that are not over with their next day, who has a seat, who waits, whether the person is in them,
    and what they teach.
    """
    kept = Session.workshop_id == Workshop.id, Session.state != SessionState.CANCELLED
    coming = select(func.min(Session.on)).where(*kept, Session.on >= today).scalar_subquery()
    seats = select(func.count()).select_from(Enrolment).where(Enrolment.workshop_id == Workshop.id)
    own = select(func.max(Enrolment.state)).where(
        Enrolment.workshop_id == Workshop.id,
        Enrolment.participant_id == participant.id,
        Enrolment.state.not_in(OVER),
    )
    taught = select(func.aggregate_strings(cast(WorkshopCompetence.competence_id, String), " ")).where(
        WorkshopCompetence.workshop_id == Workshop.id
    )
    query = select(
        Workshop,
        coming,
        seats.where(Enrolment.state.in_(SEATED)).scalar_subquery(),
        seats.where(Enrolment.state == EnrolmentState.WAITLISTED).scalar_subquery(),
        own.scalar_subquery(),
        taught.scalar_subquery(),
    )
    goes_on = or_(coming.is_not(None), ~select(Session.id).where(*kept).exists())
    return query.where(goes_on).order_by(coming.is_(None), coming, Workshop.sort_key, Workshop.id)


def _free(workshop: Workshop, taken: int, waiting: int) -> int | None:
    """Whoever waits comes first: a seat that is free while somebody waits is theirs."""
    return None if workshop.capacity is None else max(0, workshop.capacity - taken - waiting)


def _fit(speaks: Speaks | None, taught: str | None) -> Fit | None:
    return speaks.fit(teaches=[UUID(key) for key in (taught or "").split()]) if speaks else None
