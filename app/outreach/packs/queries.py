"""Reads: packs, for whoever may open them, and what opens their records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.permission import Permission
from app.outreach.devices.models import Device
from app.outreach.packs.keys import Carried, carried_by, read_carried
from app.outreach.packs.models import Pack
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Prepared:
    """That somebody prepared a device for a session; `device` is its name, None for their own browser."""

    pack_id: UUID
    device: str | None
    device_id: UUID | None
    prepared_by: UUID
    at: datetime


def find_pack(pack_id: UUID) -> Pack | None:
    return db.session.get(Pack, pack_id)


def carried_for(pack_id: UUID, text: str) -> Carried:
    """A pack by its row or, in a database that lacks it, by what its device carried; raises Unreadable."""
    pack = find_pack(pack_id)
    return carried_by(pack) if pack is not None and pack.private_key else read_carried(text, pack_id)


def get_pack(pack_id: UUID, *, device: Device | None, staff: Actor | None) -> tuple[Pack, Session]:
    """A pack and its session: for the device that it was made for, and for staff who may register there and
    see the session; else NotFound.
    """
    pack = existing(find_pack(pack_id))
    if device is not None and pack.device_id == device.id:
        return pack, db.session.get_one(Session, pack.session_id)
    if staff is None or not staff.may(Permission.OUTREACH_REGISTER, pack.municipality_id):
        raise NotFound
    return pack, get_session(staff, pack.session_id)


def list_prepared(session_id: UUID) -> Sequence[Prepared]:
    """The packs of a session that the actor has been given, the latest first, at most twelve."""
    query = (
        select(Pack.id, Device.name, Pack.device_id, Pack.prepared_by, Pack.created_at)
        .outerjoin(Device, Device.id == Pack.device_id)
        .where(Pack.session_id == session_id)
        .order_by(Pack.created_at.desc(), Pack.id.desc())
        .limit(AT_MOST)
    )
    return [Prepared(*row) for row in db.session.execute(query)]
