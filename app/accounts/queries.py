"""Reads: who is behind a session, and the staff of the municipalities an actor may look at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.accounts.factors.models import FactorRequirement
from app.accounts.models import Membership, Staff, StaffSession, within_limits
from app.accounts.permissions import staff_seen_by
from app.accounts.roles import Role, permissions_of
from app.core import paging, records, text
from app.core.actor import NOBODY, Actor, ActorKind
from app.core.db import db, rows
from app.core.errors import NotFound, existing
from app.core.links import hash_of
from app.core.permission import Permission
from app.core.sorting import Sort
from app.network.models import Municipality


@dataclass(frozen=True, slots=True)
class SeenSession:
    """An open session and its person as plain values: every page of the staff begins with it."""

    id: UUID
    staff_id: UUID
    municipality_id: UUID | None
    created_at: datetime
    seen_at: datetime
    name: str
    language: str
    factor: str = ""
    confirmed_at: datetime | None = None


def find_session(token: str) -> SeenSession | None:
    """The open session of a token with its staff, in one query; None when it or the staff has ended."""
    found = rows(_SESSION, token_hash=hash_of(token))
    seen = SeenSession(*found[0]) if found else None
    return seen if seen and within_limits(seen.created_at, seen.seen_at) else None


# Of the tables, and built once.
_session, _staff = StaffSession.__table__.c, Staff.__table__.c
_SESSION = select(
    _session.id,
    _session.staff_id,
    _session.municipality_id,
    _session.created_at,
    _session.seen_at,
    _staff.name,
    _staff.language,
    _session.factor,
    _session.confirmed_at,
).where(
    _session.token_hash == bindparam("token_hash"),
    _session.ended_at.is_(None),
    _staff.id == _session.staff_id,
    _staff.suspended_at.is_(None),
)
_place, _member = Municipality.__table__.c, Membership.__table__.c
_required = FactorRequirement.__table__.c
_PLACES = (
    select(_place.id, _place.name, _place.zone, _member.role, _member.organisation_id, _required.created_at)
    .select_from(Membership.__table__)
    .outerjoin(
        FactorRequirement.__table__,
        and_(_required.municipality_id == _member.municipality_id, _required.role == _member.role),
    )
    .where(
        _member.municipality_id == _place.id,
        _member.staff_id == bindparam("staff_id"),
        _member.ended_at.is_(None),
    )
    .order_by(_member.created_at, _member.id)
)


@dataclass(frozen=True, slots=True)
class Served:
    """A municipality that somebody serves, as plain values: an error page can still show its name."""

    id: UUID
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The actor behind a session, and the municipalities they serve, in the order they came to them.

    `needs_factor_since`: the first instant since which a role of theirs takes a second factor.
    """

    actor: Actor
    municipalities: list[Served]
    needs_factor_since: datetime | None = None


def signed_by(session: SeenSession) -> Signed:
    """The actor and the places, in one query; a session works in the first place until it is switched."""
    return _signed(session.staff_id, session.name, session.language, session.municipality_id)


def actor_of(staff_id: UUID | None) -> Actor:
    """Who somebody would be if they signed in now: NOBODY without an account, or with a suspended one."""
    staff = db.session.get(Staff, staff_id) if staff_id else None
    if staff is None or not staff.is_active:
        return NOBODY
    return _signed(staff.id, staff.name, staff.language).actor


def _signed(staff_id: UUID, name: str, language: str, chosen: UUID | None = None) -> Signed:
    places: dict[UUID, Served] = {}
    roles: dict[UUID, list[str]] = defaultdict(list)
    employers: dict[UUID, set[UUID]] = defaultdict(set)
    required: list[datetime] = []
    for municipality_id, place, zone, role, organisation_id, since in rows(_PLACES, staff_id=staff_id):
        required += [since] if since else []
        places[municipality_id] = Served(municipality_id, place, zone)
        roles[municipality_id].append(role)
        employers[municipality_id].add(organisation_id)
    actor = Actor(
        kind=ActorKind.STAFF,
        id=staff_id,
        name=name,
        language=language,
        municipality_id=chosen if chosen in roles else next(iter(roles), None),
        grants={where: permissions_of(held) for where, held in roles.items()},
        organisations={where: frozenset(those) for where, those in employers.items()},
    )
    return Signed(actor, list(places.values()), min(required, default=None))


def get_own(actor: Actor) -> Staff:
    return existing(db.session.get(Staff, actor.id) if actor.kind is ActorKind.STAFF else None)


def find_staff_by_email(email: str) -> Staff | None:
    """The account that signs in with this address, whatever its case."""
    return db.session.scalars(select(Staff).where(Staff.email_key == text.fold(email))).first()


def list_own_sessions(actor: Actor) -> Sequence[StaffSession]:
    """The actor's open sessions, the latest used first."""
    rows = db.session.scalars(
        select(StaffSession)
        .where(StaffSession.staff_id == actor.id, StaffSession.ended_at.is_(None))
        .order_by(StaffSession.seen_at.desc(), StaffSession.id)
    )
    return [session for session in rows if session.is_open()]


def get_own_session(actor: Actor, session_id: UUID) -> StaffSession:
    session = db.session.get(StaffSession, session_id)
    if session is None or session.staff_id != actor.id:
        raise NotFound
    return session


STAFF_SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"name": Staff.name, "since": Staff.created_at}
BY_NAME = Sort("name")


def staff_page(
    actor: Actor, *, search: str = "", after: str | None = None, sort: Sort = BY_NAME
) -> paging.Page[Staff]:
    """The staff of the current municipality; those who left stay in the list."""
    actor.demand(Permission.STAFF_READ)
    serving = select(Membership.staff_id).where(Membership.municipality_id == actor.here())
    query = select(Staff).where(Staff.id.in_(serving))
    if search:
        query = query.where(Staff.id.in_(_named(search, serving)))
    by = STAFF_SORTS[sort.key]
    return paging.page(query, by=by, then=Staff.id, after=after, descending=sort.descending)


def _named(search: str, serving: Select[UUID]) -> list[UUID]:
    """Compared here, folded: a municipality has tens of staff, and the databases disagree on accents."""
    wanted = text.words(search)
    rows = db.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(serving)))
    return [row.id for row in rows if all(word in text.fold(row.name) for word in wanted)]


def get_staff(actor: Actor, staff_id: UUID) -> Staff:
    """Somebody who serves, or served, a municipality whose staff the actor may read."""
    return existing(db.session.scalar(select(Staff).where(Staff.id == staff_id, staff_seen_by(actor))))


def memberships_of(actor: Actor, staff_ids: Iterable[UUID]) -> dict[UUID, list[Membership]]:
    """The memberships, ended ones too, that the actor may read, by staff."""
    rows = db.session.scalars(
        select(Membership)
        .where(
            Membership.staff_id.in_(list(staff_ids)),
            Membership.municipality_id.in_(actor.municipalities(Permission.STAFF_READ)),
        )
        .order_by(Membership.created_at, Membership.id)
    )
    found: dict[UUID, list[Membership]] = defaultdict(list)
    for membership in rows:
        found[membership.staff_id].append(membership)
    return found


def get_membership(actor: Actor, membership_id: UUID) -> Membership:
    """One membership in a municipality whose staff the actor may read."""
    whose = [joinedload(Membership.staff)]
    return records.get(actor, Permission.STAFF_READ, Membership, membership_id, options=whose)


def has_membership(staff_id: UUID, *, organisation_id: UUID, municipality_id: UUID, role: Role) -> bool:
    """Whether this very membership exists and has not ended."""
    same = select(Membership.id).where(
        Membership.staff_id == staff_id,
        Membership.organisation_id == organisation_id,
        Membership.municipality_id == municipality_id,
        Membership.role == role.value,
        Membership.ended_at.is_(None),
    )
    return db.session.scalars(same).first() is not None


def served_by(staff_id: UUID) -> frozenset[UUID]:
    """The municipalities in which somebody has a membership that has not ended."""
    where = select(Membership.municipality_id).where(
        Membership.staff_id == staff_id, Membership.ended_at.is_(None)
    )
    return frozenset(db.session.scalars(where))


def works_in(staff_id: UUID, municipality_id: UUID) -> bool:
    """Whether somebody has a membership there that has not ended, and is not suspended."""
    there = select(Membership.id).join(Membership.staff)
    there = there.where(
        Membership.staff_id == staff_id,
        Membership.municipality_id == municipality_id,
        Membership.ended_at.is_(None),
        Staff.suspended_at.is_(None),
    )
    return db.session.scalars(there.limit(1)).first() is not None


def staff_name(staff_id: UUID | None) -> str:
    """The name of somebody by id; empty for nobody."""
    return staff_names([staff_id]).get(staff_id, "") if staff_id else ""


def staff_names(staff_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several people by id, in one query; ids of nobody are left out."""
    wanted = {staff_id for staff_id in staff_ids if staff_id}
    if not wanted:
        return {}
    rows = db.session.execute(_NAMES, {"ids": list(wanted)})
    return {row.id: row.name for row in rows}


def working_in(municipality_id: UUID) -> dict[UUID, str]:
    """Who works in a municipality now, by name."""
    serving = select(Membership.staff_id).where(
        Membership.municipality_id == municipality_id, Membership.ended_at.is_(None)
    )
    query = select(Staff.id, Staff.name).where(Staff.id.in_(serving), Staff.suspended_at.is_(None))
    return {row.id: row.name for row in db.session.execute(query.order_by(Staff.name, Staff.id))}


def names_of_staff(municipality_id: UUID) -> Mapping[UUID, str]:
    """Everybody who works in a municipality or did, by name."""
    served = select(Membership.staff_id).where(Membership.municipality_id == municipality_id)
    return {row.id: row.name for row in db.session.execute(_EVERYBODY.where(_staff.id.in_(served)))}


_staff = Staff.__table__.c
_EVERYBODY = select(_staff.id, _staff.name).order_by(_staff.name, _staff.id)
_NAMES = select(_staff.id, _staff.name).where(_staff.id.in_(bindparam("ids", expanding=True)))
