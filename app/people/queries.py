"""Reads of participants. Whoever an actor may not see is not found, not counted and not hinted at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

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
from app.network.queries import OfferedParish, get_zone, list_parishes
from app.people.candidates import Candidate, find_candidates
from app.people.facts.queries import in_group
from app.people.history import Event, timeline
from app.people.models import Consent, ContactPoint, Merge, Participant, SupportTeamMember
from app.people.name_index import with_words
from app.people.openings import demand_opened, is_named_again
from app.people.permissions import supported_by, visible_to
from app.people.retention import idle_on

__all__ = ["Candidate", "Event", "Filters", "demand_opened", "find_candidates", "timeline", "visible_to"]

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
    """A participant the actor may see, sealed or not, without asking for a reason; for naming only.

    Read with what was merged into the record, for its page has no query to spare.
    """
    there = select(Participant).where(Participant.id == participant_id, visible_to(actor))
    return db.session.scalars(there.options(joinedload(Participant.merges))).unique().one_or_none()


class MergedInto(NotFound):
    """The record that somebody looks for became part of another one (`merge`), which they may see."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        super().__init__(merge)


def find_merge(actor: Actor, gone_id: UUID) -> Merge | None:
    """The merge by which a record became part of one that the actor may see."""
    standing = Merge.gone_id == gone_id, Merge.undone_at.is_(None)
    found = select(Merge).join(Participant, Participant.id == Merge.kept_id)
    return db.session.scalars(found.where(*standing, visible_to(actor))).one_or_none()


def get_participant(actor: Actor, participant_id: UUID, to: Permission | None = None) -> Participant:
    """A participant the actor may open, and do something with; NotFound, Forbidden.

    ReasonNeeded for a sealed one not opened lately, MergedInto for one that is part of another by now.
    """
    participant = find_participant(actor, participant_id)
    if participant is None:
        raise MergedInto(merge) if (merge := find_merge(actor, participant_id)) else NotFound
    demand_opened(actor, participant)
    if to:
        actor.demand(to, participant.municipality_id)
    return participant


def names_on_papers(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """How papers write people, for papers of theirs that the caller has found; no query for nobody."""
    if not (whose := set(ids)):
        return {}
    people = db.session.scalars(select(Participant).where(Participant.id.in_(whose)))
    return {each.id: each.on_papers for each in people}


def search(actor: Actor, text: str, limit: int = 10) -> Sequence[Participant]:
    """Participants of the current municipality with all the words of `text` in their name, in any order."""
    if not text.strip():
        return []
    query = _list(actor, Filters(text=text))
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

    No way to reach anybody, and sealed people are never in it, whoever asks.
    """
    actor.demand(Permission.PARTICIPANT_READ)
    query = (
        _list(actor, filters)
        .where(Participant.sealed_at.is_(None))
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
    """Those of the current municipality without activity for so long that a person decides, by name."""
    zone = get_zone(actor.here())
    query = _list(actor, Filters()).where(idle_on(clock.today(zone)))
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
    """Participants with a consent for the purpose that is not withdrawn, and for that recipient."""
    given = select(Consent.participant_id).where(
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
        Consent.recipient_id == recipient_id if recipient_id else Consent.recipient_id.is_(None),
    )
    return Participant.id.in_(given)


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


def list_own_people(actor: Actor, at_most: int) -> Sequence[tuple[Participant, bool]]:
    """Participants of the current municipality whose support team the actor is on, latest touched first.

    Before them the sealed ones whose name came again in a list, until the actor has opened them (True).
    """
    is_named = is_named_again(actor).label("is_named")
    query = select(Participant, is_named).where(
        Participant.municipality_id == actor.here(), supported_by(actor), visible_to(actor)
    )
    latest = query.order_by(is_named.desc(), Participant.last_activity_on.desc(), Participant.id.desc())
    return [(row[0], row[1]) for row in db.session.execute(latest.limit(at_most))]


def list_parish_choices(municipality_id: UUID, kept: UUID | None = None) -> list[OfferedParish]:
    """Parishes that exist today, and the one chosen already even if it no longer does."""
    today = clock.today(get_zone(municipality_id))
    offered = list_parishes(municipality_id, on=today)
    if kept and kept not in {parish.id for parish in offered}:
        gone = db.session.get_one(Parish, kept)
        offered.append(OfferedParish(gone.id, gone.code, gone.name))
    return offered


def list_colleagues(participant: Participant) -> dict[str, str]:
    """Staff of the participant's municipality who are not in the team yet: id and name, by name."""
    team = select(SupportTeamMember.staff_id).where(SupportTeamMember.participant_id == participant.id)
    serving = select(Membership.staff_id).where(
        Membership.municipality_id == participant.municipality_id, Membership.ended_at.is_(None)
    )
    others = select(Staff).where(Staff.id.in_(serving), Staff.id.not_in(team), Staff.suspended_at.is_(None))
    return {str(each.id): each.name for each in db.session.scalars(others.order_by(Staff.name))}


def _must_see(actor: Actor, participant: Participant) -> None:
    actor.demand(Permission.PARTICIPANT_READ, participant.municipality_id)
