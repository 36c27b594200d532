"""Reads of the network. Municipalities, parishes and the organisations offered in forms are no secret."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock, paging, records, text
from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import existing
from app.core.permission import Permission
from app.core.sorting import Sort
from app.network.models import LocalHoliday, Municipality, Notice, Organisation, OrganisationReach, Parish
from app.network.permissions import organisations_seen_by

LONGEST_SEARCH = 200
"""Letters of a search that are looked at: each further word would be a further condition."""


def get_municipality(municipality_id: UUID) -> Municipality:
    return existing(db.session.get(Municipality, municipality_id))


_place = Municipality.__table__.c
_ZONES = "zones"
_ZONE = select(_place.zone).where(_place.id == bindparam("municipality_id"))


def get_zone(municipality_id: UUID) -> str:
    """The IANA time zone of one municipality, which says what day it is there.

    No query for those that were read with whoever sent the request (`know_zones`).
    """
    zones: Mapping[UUID, str] = db.session.info.get(_ZONES, {})
    if municipality_id in zones:
        return zones[municipality_id]
    zone: str = existing(db.session.scalar(_ZONE, {"municipality_id": municipality_id}))
    return zone


def know_zones(zones: Mapping[UUID, str]) -> None:
    """Keep the zones of municipalities that were read already, as long as the session lasts."""
    db.session.info[_ZONES] = zones


def count_without_hours(actor: Actor) -> Select[int]:
    """1 where nobody said when the desk of the current municipality is open, else 0."""
    return select(func.count()).where(_place.id == actor.here(), _place.desk_hours == "")


def find_municipality_by_code(code: str) -> Municipality | None:
    return db.session.scalars(select(Municipality).where(Municipality.code == code)).first()


def list_municipalities(ids: Iterable[UUID] | None = None) -> Sequence[Municipality]:
    """All municipalities of this installation, or those with these ids, by name."""
    query = select(Municipality).order_by(Municipality.sort_key, Municipality.id)
    if ids is not None:
        query = query.where(Municipality.id.in_(list(ids)))
    return db.session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class OfferedParish:
    """A parish as a form offers it."""

    id: UUID
    code: str
    name: str


def parish_name(parish_id: UUID | None) -> str:
    """The name of a parish, also of one that is no more; "" for none."""
    found = db.session.get(Parish, parish_id) if parish_id else None
    return found.name if found else ""


def list_parishes(municipality_id: UUID, *, on: date) -> list[OfferedParish]:
    """The parishes that exist on a day, by name; `valid_until` is the last day of a parish."""
    return [OfferedParish(*row) for row in rows(_PARISHES, municipality_id=municipality_id, day=on)]


_parish = Parish.__table__.c
_PARISHES = (
    select(_parish.id, _parish.code, _parish.name)
    .where(
        _parish.municipality_id == bindparam("municipality_id"),
        or_(_parish.valid_from.is_(None), _parish.valid_from <= bindparam("day")),
        or_(_parish.valid_until.is_(None), _parish.valid_until >= bindparam("day")),
    )
    .order_by(_parish.sort_key, _parish.id)
)


def list_organisations(municipality_id: UUID) -> Sequence[Organisation]:
    """The organisations that work in a municipality, by name: what its forms offer."""
    return db.session.scalars(
        select(Organisation)
        .join(OrganisationReach)
        .where(OrganisationReach.municipality_id == municipality_id)
        .order_by(Organisation.sort_key, Organisation.id)
    ).all()


def get_offered_organisation(municipality_id: UUID, organisation_id: UUID) -> Organisation:
    """An organisation that works in a municipality; NotFound for any other."""
    there = select(Organisation).join(OrganisationReach).where(Organisation.id == organisation_id)
    return existing(db.session.scalar(there.where(OrganisationReach.municipality_id == municipality_id)))


ORGANISATION_SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"name": Organisation.sort_key}
BY_NAME = Sort("name")


def organisations_page(
    actor: Actor, *, search: str = "", after: str | None = None, sort: Sort = BY_NAME
) -> paging.Page[Organisation]:
    """The organisations of the current municipality; `search` finds parts of words in any order."""
    actor.demand(Permission.ORGANISATION_READ)
    here = select(OrganisationReach.organisation_id).where(OrganisationReach.municipality_id == actor.here())
    query = select(Organisation).where(Organisation.id.in_(here))
    for word in text.fold(search[:LONGEST_SEARCH]).split():
        query = query.where(Organisation.sort_key.contains(word, autoescape=True))
    by = ORGANISATION_SORTS[sort.key]
    return paging.page(query, by=by, then=Organisation.id, after=after, descending=sort.descending)


def get_organisation(actor: Actor, organisation_id: UUID, *, to_change: bool = False) -> Organisation:
    """One organisation the actor may look at; `to_change` keeps others from writing it meanwhile."""
    query = select(Organisation).where(Organisation.id == organisation_id, organisations_seen_by(actor))
    return existing(db.session.scalar(query.with_for_update() if to_change else query))


def reach_of(organisation_id: UUID) -> frozenset[UUID]:
    where = select(OrganisationReach.municipality_id).where(
        OrganisationReach.organisation_id == organisation_id
    )
    return frozenset(db.session.scalars(where))


def organisation_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several organisations by id, in one query."""
    wanted = {organisation_id for organisation_id in ids if organisation_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def is_name_taken(municipality_id: UUID, name: str, *, besides: UUID | None = None) -> bool:
    """Whether another organisation of the municipality has this name, accents and case apart."""
    same = (
        select(Organisation.id)
        .join(OrganisationReach)
        .where(
            OrganisationReach.municipality_id == municipality_id,
            Organisation.sort_key == text.fold(name),
        )
    )
    return any(found != besides for found in db.session.scalars(same))


def list_holidays(actor: Actor) -> Sequence[LocalHoliday]:
    """The own holidays of the current municipality, through the year."""
    return db.session.scalars(
        select(LocalHoliday)
        .where(LocalHoliday.municipality_id == actor.here())
        .order_by(LocalHoliday.month, LocalHoliday.day, LocalHoliday.id)
    ).all()


def get_holiday(actor: Actor, holiday_id: UUID) -> LocalHoliday:
    """A holiday of a municipality the actor looks after."""
    return records.get(actor, Permission.MUNICIPALITY_WRITE, LocalHoliday, holiday_id)


def list_open_notices(actor: Actor) -> Sequence[Notice]:
    """What waits for somebody in the current municipality, the longest waiting first."""
    actor.demand(Permission.NOTICE_ANSWER)
    return db.session.scalars(_OPEN_NOTICES, {"municipality_id": actor.here()}).all()


_OPEN_NOTICES = (  # the menu of every page counts them
    select(Notice)
    .where(
        Notice.municipality_id == bindparam("municipality_id"),
        Notice.answered_at.is_(None),
        Notice.withdrawn_at.is_(None),
    )
    .order_by(Notice.raised_at, Notice.id)
)


def get_notice(actor: Actor, notice_id: UUID) -> Notice:
    """A notice of a municipality whose notices the actor answers."""
    return records.get(actor, Permission.NOTICE_ANSWER, Notice, notice_id, with_for_update=True)


def list_parish_choices(municipality_id: UUID, kept: UUID | None = None) -> list[OfferedParish]:
    """Parishes that exist today, and the one chosen already even if it no longer does."""
    today = clock.today(get_zone(municipality_id))
    offered = list_parishes(municipality_id, on=today)
    if kept and kept not in {parish.id for parish in offered}:
        gone = db.session.get_one(Parish, kept)
        offered.append(OfferedParish(gone.id, gone.code, gone.name))
    return offered
