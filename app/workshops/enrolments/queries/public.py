"""What the kiosk shows: open and running series of its municipality that are offered to the public."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, and_, cast, func, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.i18n import MAIN
from app.core.texts import Text, in_language
from app.skills.fit import Fit, Speaks
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.planning.kinds import kinds
from app.workshops.planning.models.series import Workshop, WorkshopCompetence, WorkshopGroup, WorkshopText
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import public_to

TEXTS = ("title", "description", "material")


@dataclass(frozen=True, slots=True)
class PublicSession:
    """When and where; `directions` tell the way by landmarks, in Portuguese as the office wrote them."""

    on: date
    starts: time
    ends: time
    place: str
    address: str
    directions: str
    is_step_free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWorkshop:
    """A series as the public reads it; each text says which language it is in.

    `enrols`: one signs up for it; else one just comes. `free` None: as many as come. With `free` 0 a sign-up
    goes to the waiting list, where `waiting` people stand already. `sessions` are those of today and later,
    in order; once the last of them `has_begun`, nobody signs up at the kiosk any more.
    """

    id: UUID
    kind: Text
    title: Text
    description: Text
    material: Text
    language: str
    groups: tuple[str, ...]
    teaches: frozenset[UUID]
    enrols: bool
    is_on_request: bool
    free: int | None
    waiting: int
    sessions: tuple[PublicSession, ...]
    has_begun: bool

    @property
    def next(self) -> PublicSession | None:
        return self.sessions[0] if self.sessions else None

    @property
    def is_full(self) -> bool:
        return self.free == 0


def list_public(actor: Actor, *, language: str, today: date) -> list[PublicWorkshop]:
    """The series with a session today or later, the next one first. One query."""
    found = _read(_public(actor, language).where(Session.on >= today), language, lambda _session: today)
    return sorted((each for each in found if each.next), key=_when)


def list_fitting(
    actor: Actor, speaks: Speaks, *, language: str, today: date
) -> list[tuple[PublicWorkshop, Fit]]:
    """Those of the series one can still sign up for that fit a list, how well and why. One query."""
    public = list_public(actor, language=language, today=today)
    found = [each for each in public if each.enrols and not each.has_begun]
    fits = [(each, speaks.fit(teaches=each.teaches)) for each in found]
    return [(each, fit) for each, fit in fits if fit]


def kinds_held(actor: Actor, since: date, *, language: str) -> Sequence[tuple[Text, int]]:
    """What was held for everybody since a day, by the name of its kind, and how many sessions; one query."""
    query = (
        select(Workshop.kind, func.count(Session.id))
        .join(Session, Session.workshop_id == Workshop.id)
        .where(
            Workshop.municipality_id == actor.here(),
            Workshop.is_public,
            Session.state == SessionState.HELD,
            Session.on >= since,
        )
        .group_by(Workshop.kind)
    )
    held = {row[0]: row[1] for row in db.session.execute(query)}
    return [(kinds().name(kind, language), held[kind]) for kind in kinds() if kind in held]


def get_public(actor: Actor, workshop_id: UUID, *, language: str | None = None) -> PublicWorkshop:
    """One of them, also when its sessions are over; NotFound. One query."""
    spoken = language or actor.language
    query = _public(actor, spoken).where(Workshop.id == workshop_id)
    found = _read(query, spoken, lambda session: clock.today(session.zone))
    if not found:
        raise NotFound
    return found[0]


def _public(actor: Actor, language: str) -> Select[Any]:
    """Each series with each of its sessions, and all that is said of it in the language."""
    seats = select(func.count()).select_from(Enrolment).where(Enrolment.workshop_id == Workshop.id)
    groups = select(func.aggregate_strings(WorkshopGroup.group, " ")).where(
        WorkshopGroup.workshop_id == Workshop.id
    )
    taught = select(func.aggregate_strings(cast(WorkshopCompetence.competence_id, String), " ")).where(
        WorkshopCompetence.workshop_id == Workshop.id
    )
    texts = select(WorkshopText.value).where(
        WorkshopText.workshop_id == Workshop.id, WorkshopText.lang == language
    )
    kept = and_(Session.workshop_id == Workshop.id, Session.state != SessionState.CANCELLED)
    return (
        select(
            Workshop,
            Session,
            seats.where(Enrolment.state.in_(SEATED)).scalar_subquery().label("taken"),
            seats.where(Enrolment.state == EnrolmentState.WAITLISTED).scalar_subquery().label("waiting"),
            groups.scalar_subquery().label("groups"),
            taught.scalar_subquery().label("taught"),
            *(texts.where(WorkshopText.field == field).scalar_subquery().label(field) for field in TEXTS),
        )
        .outerjoin(Session, kept)
        .where(public_to(actor))
        .options(joinedload(Session.place))
        .order_by(Session.on, Session.starts, Session.id)
    )


def _read(query: Select[Any], language: str, today: Callable[[Session], date]) -> list[PublicWorkshop]:
    found: dict[UUID, tuple[Row[Any], list[Session]]] = {}
    for row in db.session.execute(query):
        sessions = found.setdefault(row.Workshop.id, (row, []))[1]
        if row.Session is not None and row.Session.on >= today(row.Session):
            sessions.append(row.Session)
    return [_view(row, sessions, language) for row, sessions in found.values()]


def _when(workshop: PublicWorkshop) -> tuple[date, time, str]:
    assert workshop.next is not None
    return (workshop.next.on, workshop.next.starts, workshop.title.value)


def _view(row: Row[Any], sessions: Sequence[Session], language: str) -> PublicWorkshop:
    workshop: Workshop = row.Workshop
    said = {
        field: in_language({language: getattr(row, field), MAIN: getattr(workshop, field)}, language)
        for field in TEXTS
    }
    # Whoever waits comes first: a seat that is free while somebody waits is theirs.
    free = None if workshop.capacity is None else max(0, workshop.capacity - row.taken - row.waiting)
    return PublicWorkshop(
        id=workshop.id,
        kind=kinds().name(workshop.kind, language),
        language=workshop.language,
        groups=tuple(sorted((row.groups or "").split())),
        teaches=frozenset(map(UUID, (row.taught or "").split())),
        enrols=workshop.enrols,
        is_on_request=workshop.is_on_request,
        free=free,
        waiting=row.waiting,
        sessions=tuple(_session(each) for each in sessions),
        has_begun=all(each.starts_at <= clock.now() for each in sessions),
        **said,
    )


def _session(session: Session) -> PublicSession:
    place = session.place
    return PublicSession(
        on=session.on,
        starts=session.starts,
        ends=session.ends,
        place=session.where,
        address=place.address if place else "",
        directions=place.directions if place else "",
        is_step_free=bool(place and place.is_step_free),
    )
