"""Names that nobody has looked at yet, what is known of them, and who they could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import COUNT_LIMIT, Page, count, page
from app.people.contacts import ContactKind
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import Candidate, demand_unsealed_or_opened, find_candidates
from app.people.rights.rest import usable
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

SIZE = 100
"""People of a page: what is said of each is looked up for all of them at once."""
ACTS = 25
"""Acts that are shown to whoever did them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the table is narrowed to: people of a series, or who came to a session."""

    series: UUID | None = None
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class Whence:
    """Where somebody gave their name: a place in a series, and the day of the session they came to."""

    enrolment: Enrolment
    on: date | None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the table may be narrowed to, by id in words: series, and sessions with their days. `count`: how
    many people are in it as it is narrowed, exact up to 1,000 and None beyond.
    """

    series: Mapping[UUID, str]
    sessions: Mapping[UUID, tuple[str, date]]
    count: int | None


def waiting(actor: Actor, narrowed: Narrowed) -> Select[Participant]:
    """The current municipality's unverified people, as far as the table is narrowed."""
    query = select(Participant).where(*_here(actor))
    theirs = exists().where(Enrolment.participant_id == Participant.id)
    if narrowed.series:
        query = query.where(theirs.where(Enrolment.workshop_id == narrowed.series))
    if narrowed.session:
        came = theirs.where(Attendance.enrolment_id == Enrolment.id, Attendance.state.in_(ATTENDING))
        query = query.where(came.where(Attendance.session_id == narrowed.session))
    return query


def unverified_page(actor: Actor, narrowed: Narrowed, after: str | None = None) -> Page[Participant]:
    """One page of them, the longest waiting first; how many they are altogether `offered` says."""
    query, by = waiting(actor, narrowed), Participant.unverified_since
    return page(query, by=by, then=Participant.id, after=after, size=SIZE, is_counted=False)


def count_waiting(actor: Actor, narrowed: Narrowed) -> int | None:
    """How many they are, exact up to 1,000 and None beyond."""
    return count(waiting(actor, narrowed), Participant.id)


def some_to_confirm(
    actor: Actor, narrowed: Narrowed, after: str | None
) -> tuple[list[Participant], str | None]:
    """The next of them for one act about all, kept from others, and the key of those behind, if any.

    Sealed people, and whose data rests, are left to somebody who opens their page.
    """
    query = waiting(actor, narrowed).where(Participant.sealed_at.is_(None), usable())
    found = page(query, by=Participant.unverified_since, then=Participant.id, after=after, size=SIZE)
    ids = [each.id for each in found.items]
    kept = select(Participant).where(Participant.id.in_(ids), Participant.unverified_since.is_not(None))
    locked = kept.order_by(Participant.id).with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(locked)), found.older


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


def whence_by_person(ids: Sequence[UUID]) -> dict[UUID, list[Whence]]:
    """What several people signed up for and when they came first, in one query."""
    first = func.min(Session.on).label("first")
    came = (
        select(Attendance.enrolment_id, first)
        .join(Session, Session.id == Attendance.session_id)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(Enrolment.participant_id.in_(ids), Attendance.state.in_(ATTENDING))
        .group_by(Attendance.enrolment_id)
        .subquery()
    )
    query = (
        select(Enrolment, came.c.first)
        .join(Enrolment.workshop)
        .outerjoin(came, came.c.enrolment_id == Enrolment.id)
        .where(Enrolment.participant_id.in_(ids))
        .options(contains_eager(Enrolment.workshop))
        .order_by(Enrolment.created_at, Enrolment.id)
    )
    found: dict[UUID, list[Whence]] = {each: [] for each in ids}
    for enrolment, on in db.session.execute(query):
        found[enrolment.participant_id].append(Whence(enrolment, on))
    return found


def offered(actor: Actor, narrowed: Narrowed) -> Offered:
    """Series and sessions with unverified people, the latest first, and what the table is narrowed to."""
    waiting_there = (
        exists()
        .where(Enrolment.participant_id == Participant.id, *_here(actor))
        .where(Enrolment.workshop_id == Workshop.id)
    )
    came = waiting_there.where(
        Attendance.enrolment_id == Enrolment.id,
        Attendance.session_id == Session.id,
        Attendance.state.in_(ATTENDING),
    )
    query = (
        select(Workshop.id, Workshop.title, Session.id, Session.on, _counted(actor, narrowed))
        .outerjoin(Session, (Session.workshop_id == Workshop.id) & (came | (Session.id == narrowed.session)))
        .where(
            Workshop.municipality_id == actor.here(),
            or_(waiting_there, Workshop.id == narrowed.series, Session.id == narrowed.session),
        )
        .order_by(Workshop.id.desc(), Session.on.desc(), Session.id)
    )
    series: dict[UUID, str] = {}
    sessions: dict[UUID, tuple[str, date]] = {}
    rows = db.session.execute(query).all()
    for series_id, title, session_id, on, _count in rows:
        series[series_id] = title
        if session_id is not None:  # a series of which nobody came to a session
            sessions[session_id] = title, on
    if not rows:  # of people who have no place anywhere
        return Offered(series, sessions, count_waiting(actor, narrowed))
    found = rows[0][-1]
    return Offered(series, sessions, found if found <= COUNT_LIMIT else None)


def _counted(actor: Actor, narrowed: Narrowed) -> ScalarSelect[int]:
    some = waiting(actor, narrowed).with_only_columns(Participant.id).limit(COUNT_LIMIT + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


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


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An act by which people were confirmed as new: how many still are by it, and the first of them."""

    act_id: UUID
    at: datetime
    people: int
    name: str


def own_acts(actor: Actor) -> Sequence[Confirmed]:
    """What the actor confirmed in the current municipality, the latest acts first."""
    at = func.max(Participant.verified_at)
    query = (
        select(Participant.verified_with, at, func.count(), func.min(Participant.name))
        .where(
            Participant.municipality_id == actor.here(),
            Participant.verified_by == actor.id,
            Participant.verified_with.is_not(None),
            visible_to(actor),
        )
        .group_by(Participant.verified_with)
        .order_by(at.desc(), Participant.verified_with)
    )
    rows = db.session.execute(query.limit(ACTS))
    return [Confirmed(act, at, people, name) for act, at, people, name in rows if act and at]
