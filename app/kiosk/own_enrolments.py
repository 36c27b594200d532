"""The enrolments that belong to the present visit of a kiosk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, existing
from app.core.permission import Permission
from app.directory.interests.models import Interest
from app.initiatives.catalogue.queries.own import groups_to_count
from app.initiatives.ideas.models import Idea, IdeaState
from app.initiatives.teams.queries.invitations import invitations_to_count
from app.kiosk.models import VisitEnrolment
from app.people.models import ContactPoint, Participant
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.seats import POSITION

_LEFT_CONTACT = or_(
    Enrolment.tell_contact != "",
    exists().where(
        ContactPoint.participant_id == Enrolment.participant_id,
        Participant.id == ContactPoint.participant_id,
        Participant.unverified_since.is_not(None),
        Participant.sealed_at.is_(None),
    ),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands there: the visit, and its list."""

    visit_id: UUID
    inventory_id: UUID | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How much hangs on the list of a visit: places in series, what was asked for, groups, what somebody is
    invited to, and ideas.
    """

    places: int
    interests: int
    groups: int
    invitations: int
    ideas: int


@dataclass(frozen=True, slots=True)
class OwnEnrolment:
    """Somebody has a place in a series, or stands in the line for one: then `position` counts from 1.

    `left_contact`: with this enrolment, for themselves or for somebody who can tell them. What the office
    knows of a person besides is not told here.
    """

    enrolment: Enrolment
    position: int | None
    left_contact: bool

    @property
    def state(self) -> str:
        return self.enrolment.state

    @property
    def title(self) -> str:
        return self.enrolment.workshop.title


def get_own_enrolment(actor: Actor, enrolment_id: UUID, standing: Standing) -> OwnEnrolment:
    """An enrolment of this visit: asked for in it, of its list, or opened by its code; else NotFound."""
    one = _own(actor, standing).where(Enrolment.id == enrolment_id)
    query = one.add_columns(POSITION, _LEFT_CONTACT)
    return OwnEnrolment(*existing(db.session.execute(query).first()))


def list_own_enrolments(actor: Actor, standing: Standing) -> Sequence[OwnEnrolment]:
    """All of this visit, in the order they were asked for."""
    query = _own(actor, standing).order_by(Enrolment.created_at, Enrolment.id)
    rows = db.session.execute(query.add_columns(POSITION, _LEFT_CONTACT))
    return [OwnEnrolment(*row) for row in rows]


def count_kept(actor: Actor, standing: Standing, today: date) -> Kept:
    """One query."""
    whose = standing.inventory_id
    places = _own(actor, standing).with_only_columns(func.count(), maintain_column_froms=True)
    wanted = select(func.count()).where(
        Interest.inventory_id == standing.inventory_id, Interest.state != "withdrawn"
    )
    ideas = select(func.count()).where(
        Idea.inventory_id == standing.inventory_id, Idea.state != IdeaState.WITHDRAWN.value
    )
    counts = (places, wanted, groups_to_count(whose), invitations_to_count(whose, today), ideas)
    found = db.session.execute(select(*(each.scalar_subquery() for each in counts))).one()
    return Kept(*found)


def demand_unseen(enrolment_id: UUID, standing: Standing) -> None:
    """Conflict for the id of an enrolment that this visit does not have: no form here was drawn with it."""
    kept = db.session.get(VisitEnrolment, (standing.visit_id, enrolment_id))
    if kept is None and db.session.get(Enrolment, enrolment_id) is not None:
        raise Conflict


def _own(actor: Actor, standing: Standing) -> Select[Enrolment]:
    kept = select(VisitEnrolment.enrolment_id).where(VisitEnrolment.visit_id == standing.visit_id)
    own: list[ColumnElement[bool]] = [Enrolment.id.in_(kept)]
    if standing.inventory_id:
        own.append(Enrolment.inventory_id == standing.inventory_id)
    return (
        select(Enrolment)
        .where(Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_REQUEST)), or_(*own))
        .options(joinedload(Enrolment.workshop), joinedload(Enrolment.inventory))
    )
