"""Reads of participants. Whoever an actor may not see is not found, not counted and not hinted at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import Membership, Staff
from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.network.models import Parish
from app.network.queries import get_zone
from app.people.candidates import Asked, Candidate, find_candidates, find_for_each
from app.people.contacts import phone_keys
from app.people.facts.queries import in_group
from app.people.history import Event, timeline
from app.people.merged import lead_on
from app.people.models import Consent, ContactPoint, Participant, SupportTeamMember
from app.people.name_index import with_words
from app.people.openings import demand_opened, demand_unsealed_or_opened, demand_use, is_open_to
from app.people.permissions import visible_to
from app.people.retention import idle_on
from app.people.rights.queries import is_held
from app.people.rights.rest import demand_usable, usable
from app.people.sealing import ReasonNeeded

__all__ = [
    "Asked",
    "Candidate",
    "Event",
    "Filters",
    "demand_opened",
    "demand_unsealed_or_opened",
    "find_candidates",
    "find_for_each",
    "timeline",
    "visible_to",
]

Theirs = TypeVar("Theirs", Consent, ContactPoint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of participants is narrowed to; empty means everybody the actor may see.

    `participant_ids` is a subquery of a later feature, such as "who has this competence".
    """

    text: str = ""
    language: str = ""
    parish_id: UUID | None = None
    group: str = ""
    participant_ids: Select[UUID] | None = None


def find_participant(actor: Actor, participant_id: UUID) -> Participant | None:
    """A participant the actor may see, sealed or not, without asking for a reason; for naming only."""
    there = select(Participant).where(Participant.id == participant_id, visible_to(actor))
    return db.session.scalars(there).one_or_none()


def get_participant(
    actor: Actor, participant_id: UUID, to: Permission | None = None, *, at_rest: bool = False
) -> Participant:
    """A participant whose record the actor may open, and do something with; NotFound, Forbidden.

    MergedInto for a record that is part of another by now.
    ReasonNeeded for somebody in whose team the actor is not, and for a sealed one, when not opened lately.
    UseRestricted for somebody whose data rests, where something is to be done with them, and in a request
    that writes; but for what is done `at_rest` as well. One query, with the parish, which most pages name.
    """
    there = select(Participant, Parish, is_open_to(actor)).outerjoin(
        Parish, Parish.id == Participant.parish_id
    )
    found = db.session.execute(there.where(Participant.id == participant_id, visible_to(actor))).one_or_none()
    participant, _parish, is_open = found or lead_on(actor, participant_id)
    demand_use(actor, participant, at_rest=at_rest)
    if not is_open:
        raise ReasonNeeded(participant.id)
    if to and not at_rest:
        demand_usable(participant)
    if to:
        actor.demand(to, participant.municipality_id)
    return participant


def get_known(actor: Actor, participant_id: UUID) -> Participant:
    """Somebody whom an act is about that is a reason by itself: a list received, a place given; NotFound.

    ReasonNeeded only for a sealed one not opened lately; MergedInto. What stands in the record is not shown
    by this.
    """
    participant = find_participant(actor, participant_id) or lead_on(actor, participant_id)
    demand_unsealed_or_opened(actor, participant)
    return participant


def names_on_papers(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """How papers write people, for papers of theirs that the caller has found; no query for nobody."""
    if not (whose := set(ids)):
        return {}
    people = db.session.scalars(select(Participant).where(Participant.id.in_(whose)))
    return {each.id: each.on_papers for each in people}


def names_seen(actor: Actor, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """What those of some participants are called whom the actor may see; in one query."""
    named = select(Participant.id, Participant.name).where(Participant.id.in_(set(ids)), visible_to(actor))
    return {row.id: row.name for row in db.session.execute(named)}


def search(actor: Actor, text: str, limit: int = 10) -> Sequence[Participant]:
    """Participants of the current municipality with all the words of `text` in their name, in any order."""
    if not text.strip():
        return []
    query = _list(actor, Filters(text=text))
    return db.session.scalars(query.order_by(Participant.sort_key, Participant.id).limit(limit)).all()


def find_by_phone(actor: Actor, typed: str, limit: int = 10) -> Sequence[Participant]:
    """Participants of the current municipality who are reached by a telephone number, however it is written.

    Never a sealed one by this way: whoever has the number of somebody in danger learns nothing by it.
    """
    keys = [key for key in phone_keys(typed) if key.startswith("+")]
    reached = select(ContactPoint.participant_id).where(
        ContactPoint.municipality_id == actor.here(), ContactPoint.key.in_(keys)
    )
    query = _list(actor, Filters()).where(Participant.id.in_(reached), Participant.sealed_at.is_(None))
    return db.session.scalars(query.order_by(Participant.sort_key, Participant.id).limit(limit)).all()


SORTS: Mapping[str, InstrumentedAttribute[Any]] = {
    "name": Participant.sort_key,
    "activity": Participant.last_activity_on,
}
BY_NAME = Sort("name")


def search_page(
    actor: Actor, filters: Filters, after: str | None = None, *, sort: Sort = BY_NAME
) -> Page[Participant]:
    """One page of the current municipality's participants; counts only whom the actor may see."""
    by = SORTS[sort.key]
    return page(_list(actor, filters), by=by, then=Participant.id, after=after, descending=sort.descending)


def list_to_take_away(actor: Actor, filters: Filters, *, sort: Sort = BY_NAME) -> Slices:
    """The whole list, for a file: name, year of birth, parish, language, last activity, when registered.

    No way to reach anybody, and sealed people, and whose data is not used, are never in it, whoever asks.
    """
    actor.demand(Permission.PARTICIPANT_READ)
    query = (
        _list(actor, filters)
        .where(Participant.sealed_at.is_(None), usable())
        .outerjoin(Parish, Parish.id == Participant.parish_id)
        .with_only_columns(
            Participant.name,
            Participant.birth_year,
            Parish.name,
            Participant.language,
            Participant.last_activity_on,
            Participant.created_at,
        )
    )
    return Slices(query, by=SORTS[sort.key], then=Participant.id, descending=sort.descending)


def has_sealed_since(municipality_id: UUID, since: datetime) -> bool:
    """Whether anybody there has been sealed: a list of before may name them."""
    sealed = select(Participant.id).where(
        Participant.municipality_id == municipality_id, Participant.sealed_at >= since
    )
    return db.session.scalar(sealed.limit(1)) is not None


def idle_page(actor: Actor, after: str | None = None) -> Page[Participant]:
    """Those of the current municipality without activity for so long that a person decides, by name.

    Whose data is not used is kept; of whoever a duty keeps nothing is to be decided before its day.
    """
    today = clock.today(get_zone(actor.here()))
    query = _list(actor, Filters()).where(idle_on(today), usable(), ~is_held(today))
    return page(query, by=Participant.sort_key, then=Participant.id, after=after)


def _list(actor: Actor, filters: Filters) -> Select[Participant]:
    query = select(Participant).where(Participant.municipality_id == actor.here(), visible_to(actor))
    if filters.text:
        query = query.where(with_words(actor.here(), filters.text))
    if filters.language:
        query = query.where(Participant.language == filters.language)
    if filters.parish_id:
        query = query.where(Participant.parish_id == filters.parish_id)
    if filters.group:
        query = query.where(in_group(filters.group, clock.today(get_zone(actor.here())), actor.here()))
    if filters.participant_ids is not None:
        query = query.where(Participant.id.in_(filters.participant_ids))
    return query


def consenting(purpose: str, recipient_id: UUID | None = None) -> ColumnElement[bool]:
    """Participants with a consent for the purpose that is not withdrawn, and for that recipient; of nobody
    whose data is not used.
    """
    given = select(Consent.participant_id).where(
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
        Consent.recipient_id == recipient_id if recipient_id else Consent.recipient_id.is_(None),
    )
    return and_(Participant.id.in_(given), usable())


def matchable() -> ColumnElement[bool]:
    """Participants who may be proposed to others: they agreed to it, and they are not sealed."""
    return and_(consenting("matching"), Participant.sealed_at.is_(None))


def has_consent(participant: Participant, purpose: str, recipient_id: UUID | None = None) -> bool:
    """Whether the act is allowed now; ask at the act, not on the screen before it."""
    asked = select(Participant.id).where(Participant.id == participant.id, consenting(purpose, recipient_id))
    return db.session.scalars(asked).first() is not None


def list_consents(actor: Actor, participant: Participant) -> Sequence[Consent]:
    """Everything the person agreed to, withdrawn or not, newest first."""
    _must_see(actor, participant)
    return db.session.scalars(_CONSENTS, {"participant_id": participant.id}).all()


_CONSENTS = (
    select(Consent)
    .where(Consent.participant_id == bindparam("participant_id"))
    .order_by(Consent.given_at.desc(), Consent.id)
)


def get_consent(actor: Actor, participant: Participant, consent_id: UUID) -> Consent:
    """One consent of this participant; NotFound."""
    return _of(participant, actor, Consent, consent_id)


def get_contact(actor: Actor, participant: Participant, contact_id: UUID) -> ContactPoint:
    """One way to reach this participant; NotFound."""
    return _of(participant, actor, ContactPoint, contact_id)


def _of(participant: Participant, actor: Actor, model: type[Theirs], row_id: UUID) -> Theirs:
    _must_see(actor, participant)
    row = existing(db.session.get(model, row_id))
    if row.participant_id != participant.id:
        raise NotFound
    return row


def list_team(actor: Actor, participant: Participant) -> Sequence[SupportTeamMember]:
    """Who works with the person, the longest first."""
    _must_see(actor, participant)
    return db.session.scalars(_TEAM, {"participant_id": participant.id}).all()


_TEAM = (
    select(SupportTeamMember)
    .where(SupportTeamMember.participant_id == bindparam("participant_id"))
    .order_by(SupportTeamMember.since, SupportTeamMember.id)
)


def list_colleagues(participant: Participant) -> dict[str, str]:
    """Staff of the participant's municipality who are not in the team yet: id and name, by name."""
    team = select(SupportTeamMember.staff_id).where(SupportTeamMember.participant_id == participant.id)
    in_team = {str(each) for each in db.session.scalars(team)}
    return {each: name for each, name in list_staff(participant).items() if each not in in_team}


def list_staff(participant: Participant) -> dict[str, str]:
    """Staff of the participant's municipality: id and name, by name."""
    serving = select(Membership.staff_id).where(
        Membership.municipality_id == participant.municipality_id, Membership.ended_at.is_(None)
    )
    there = select(Staff).where(Staff.id.in_(serving), Staff.suspended_at.is_(None))
    return {str(each.id): each.name for each in db.session.scalars(there.order_by(Staff.name, Staff.id))}


def _must_see(actor: Actor, participant: Participant) -> None:
    actor.demand(Permission.PARTICIPANT_READ, participant.municipality_id)
