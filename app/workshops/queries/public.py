"""What the kiosk shows: open and running series of its municipality that are offered to the public."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.i18n import MAIN
from app.core.texts import Text
from app.workshops.models import (
    Enrolment,
    EnrolmentState,
    Session,
    SessionState,
    Workshop,
    WorkshopGroup,
    WorkshopText,
)
from app.workshops.models.enrolment import SEATED
from app.workshops.permissions import public_to
from app.workshops.queries.series import Fill
from app.workshops.wording import kind_text


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

    `free` None: as many as come. With `free` 0 a sign-up goes to the waiting list, where `waiting` people
    stand already. `sessions` are those still ahead, in order.
    """

    id: UUID
    kind: Text
    title: Text
    description: Text
    material: Text
    language: str
    groups: tuple[str, ...]
    is_on_request: bool
    free: int | None
    waiting: int
    sessions: tuple[PublicSession, ...]

    @property
    def next(self) -> PublicSession | None:
        return self.sessions[0] if self.sessions else None

    @property
    def is_full(self) -> bool:
        return self.free == 0


def list_public(actor: Actor, *, language: str, today: date) -> list[PublicWorkshop]:
    """The series with a session today or later, the next one first. Two queries however many there are."""
    found = _read(_public(actor).where(Session.on >= today), language, lambda _session: today)
    return sorted((each for each in found if each.next), key=_when)


def get_public(actor: Actor, workshop_id: UUID, *, language: str | None = None) -> PublicWorkshop:
    """One of them, also when its sessions are over; NotFound. Two queries."""
    query = _public(actor).where(Workshop.id == workshop_id)
    found = _read(query, language or actor.language, lambda session: clock.today(session.zone))
    if not found:
        raise NotFound
    return found[0]


def _public(actor: Actor) -> Select[Workshop, Session | None, int, int]:
    seats = select(func.count()).select_from(Enrolment).where(Enrolment.workshop_id == Workshop.id)
    taken = seats.where(Enrolment.state.in_(SEATED)).scalar_subquery()
    waiting = seats.where(Enrolment.state == EnrolmentState.WAITLISTED).scalar_subquery()
    kept = and_(Session.workshop_id == Workshop.id, Session.state != SessionState.CANCELLED)
    return (
        select(Workshop, Session, taken, waiting)
        .outerjoin(Session, kept)
        .where(public_to(actor))
        .options(joinedload(Session.place))
        .order_by(Session.on, Session.starts, Session.id)
    )


def _read(
    query: Select[Workshop, Session | None, int, int], language: str, today: Callable[[Session], date]
) -> list[PublicWorkshop]:
    found: dict[UUID, tuple[Workshop, Fill, list[Session]]] = {}
    for workshop, session, taken, waiting in db.session.execute(query):
        sessions = found.setdefault(workshop.id, (workshop, Fill(taken, waiting), []))[2]
        if session is not None and session.on >= today(session):
            sessions.append(session)
    texts, groups = _words(list(found), language)
    return [
        _view(
            workshop,
            fill,
            sessions,
            texts=texts.get(key, {}),
            groups=groups.get(key, []),
            language=language,
        )
        for key, (workshop, fill, sessions) in found.items()
    ]


def _words(ids: Sequence[UUID], language: str) -> tuple[dict[UUID, dict[str, str]], dict[UUID, list[str]]]:
    """The texts in the language, and the groups, of several series: in one query."""
    row, group = WorkshopText, WorkshopGroup
    texts_of = select(row.workshop_id, row.field, row.value).where(
        row.workshop_id.in_(ids), row.lang == language
    )
    groups_of = select(group.workshop_id, literal(""), group.group).where(group.workshop_id.in_(ids))
    texts: dict[UUID, dict[str, str]] = {}
    groups: dict[UUID, list[str]] = {}
    for workshop_id, field, value in db.session.execute(union_all(texts_of, groups_of)):
        if field:
            texts.setdefault(workshop_id, {})[field] = value
        else:
            groups.setdefault(workshop_id, []).append(value)
    return texts, groups


def _when(workshop: PublicWorkshop) -> tuple[date, time, str]:
    assert workshop.next is not None
    return (workshop.next.on, workshop.next.starts, workshop.title.value)


def _view(
    workshop: Workshop,
    fill: Fill,
    sessions: Sequence[Session],
    *,
    texts: Mapping[str, str],
    groups: Sequence[str],
    language: str,
) -> PublicWorkshop:
    def said(field: str) -> Text:
        return Text(texts[field], language) if texts.get(field) else Text(getattr(workshop, field), MAIN)

    # Whoever waits comes first: a seat that is free while somebody waits is theirs.
    free = None if workshop.capacity is None else max(0, workshop.capacity - fill.taken - fill.waiting)
    return PublicWorkshop(
        id=workshop.id,
        kind=kind_text(workshop.kind, language),
        title=said("title"),
        description=said("description"),
        material=said("material"),
        language=workshop.language,
        groups=tuple(sorted(groups)),
        is_on_request=workshop.is_on_request,
        free=free,
        waiting=fill.waiting,
        sessions=tuple(_session(each) for each in sessions),
    )


def _session(session: Session) -> PublicSession:
    place = session.place
    return PublicSession(
        on=session.on,
        starts=session.starts,
        ends=session.ends,
        place=place.name if place else session.place_name,
        address=place.address if place else "",
        directions=place.directions if place else "",
        is_step_free=bool(place and place.is_step_free),
    )
