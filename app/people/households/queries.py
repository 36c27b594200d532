"""Reads of households. Whoever may see everybody in one sees it; nobody else learns that there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.people.households.models import Household, HouseholdMember
from app.people.models import Participant
from app.people.permissions import visible_to


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a person lives and lived, as far as the actor may see: everybody noted of each household."""

    person: Participant
    households: Sequence[Household]

    @property
    def present(self) -> Household | None:
        """Where they live now."""
        return next((each for each in self.households if self._own(each).lives_there), None)

    @property
    def earlier(self) -> Sequence[Household]:
        return [each for each in self.households if each is not self.present]

    def _own(self, household: Household) -> HouseholdMember:
        own = [each for each in household.members if each.participant_id == self.person.id]
        return next((each for each in own if each.lives_there), own[0])


def homes_of(actor: Actor, person: Participant) -> Homes:
    """The households of somebody whom the actor has found, but those with somebody hidden in them."""
    theirs = select(HouseholdMember.household_id).where(HouseholdMember.participant_id == person.id)
    hidden = (
        select(HouseholdMember.household_id)
        .join(Participant, Participant.id == HouseholdMember.participant_id)
        .where(HouseholdMember.household_id.in_(theirs), ~visible_to(actor))
    )
    found = (
        select(Household)
        .join(Household.members)
        .join(HouseholdMember.participant)
        .where(Household.id.in_(theirs), Household.id.not_in(hidden))
        .options(contains_eager(Household.members).contains_eager(HouseholdMember.participant))
        .order_by(Household.created_at.desc(), Household.id, HouseholdMember.noted_at, HouseholdMember.id)
    )
    return Homes(person, db.session.scalars(found).unique().all())


def present_home(actor: Actor, person: Participant) -> Household:
    """Where somebody lives now; NotFound, also where the actor may not see everybody in it."""
    return existing(homes_of(actor, person).present)


def lived_there(day: date) -> ColumnElement[bool]:
    """Rows that say that somebody lived in a household on a day."""
    return and_(
        HouseholdMember.withdrawn_at.is_(None),
        or_(HouseholdMember.since.is_(None), HouseholdMember.since <= day),
        or_(HouseholdMember.until.is_(None), HouseholdMember.until >= day),
    )


def household_on(day: date, participant_id: Any) -> ScalarSelect[UUID]:
    """The id of the household in which somebody, a column of the query around it, lived on a day.

    Of several the one that was noted last.
    """
    theirs = select(HouseholdMember.household_id).where(
        HouseholdMember.participant_id == participant_id, lived_there(day)
    )
    last = theirs.order_by(HouseholdMember.noted_at.desc(), HouseholdMember.id.desc()).limit(1)
    return last.scalar_subquery()
