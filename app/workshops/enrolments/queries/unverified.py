"""Names left at the kiosk that nobody has looked at yet, and who they could be."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.people.contacts import ContactKind
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import Candidate, demand_unsealed_or_opened, find_candidates
from app.workshops.enrolments.models import Enrolment


def unverified_page(actor: Actor, after: str | None = None) -> Page[Participant]:
    """One page of the current municipality's unverified people, the longest waiting first."""
    query = select(Participant).where(*_here(actor))
    return page(query, by=Participant.unverified_since, then=Participant.id, after=after)


def names_to_verify(actor: Actor) -> Select[int]:
    """Counts the names that wait for somebody to look at them, in the current municipality."""
    return select(func.count()).select_from(Participant).where(*_here(actor))


def _here(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    is_unverified = Participant.unverified_since.is_not(None)
    return Participant.municipality_id == actor.here(), is_unverified, visible_to(actor)


def get_unverified(actor: Actor, participant_id: UUID, *, to_change: bool = False) -> Participant:
    """One unverified person; NotFound for anybody else, ReasonNeeded.

    `to_change` keeps others from deciding meanwhile.
    """
    query = select(Participant).where(
        Participant.id == participant_id, Participant.unverified_since.is_not(None), visible_to(actor)
    )
    found = existing(db.session.scalar(query.with_for_update() if to_change else query))
    demand_unsealed_or_opened(actor, found)
    return found


def enrolments_by_person(ids: Sequence[UUID]) -> dict[UUID, list[Enrolment]]:
    """What several people signed up for, in one query."""
    query = select(Enrolment).where(Enrolment.participant_id.in_(ids)).order_by(Enrolment.created_at)
    found: dict[UUID, list[Enrolment]] = {each: [] for each in ids}
    for each in db.session.scalars(query.options(joinedload(Enrolment.workshop))):
        if each.participant_id:
            found[each.participant_id].append(each)
    return found


def candidates_for(actor: Actor, person: Participant) -> list[Candidate]:
    """Who an unverified person could be among those who are known, likeliest first."""
    phones = (each.value for each in person.contact_points if each.kind == ContactKind.PHONE)
    found = find_candidates(
        actor,
        name=person.name,
        birth_year=person.birth_year,
        phone="; ".join(phones),
        municipality_id=person.municipality_id,
        of=person.id,
    )
    return [each for each in found if not each.participant.is_unverified]
