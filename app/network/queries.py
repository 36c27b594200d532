"""Reads of the network. Municipalities and parishes are no secret."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import existing
from app.core.permission import Permission
from app.network.models import LocalHoliday, Municipality, Notice, Parish

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
