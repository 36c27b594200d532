"""Reads: devices for registering, by id and by their key."""

from uuid import UUID

from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.outreach.devices.models import Device


def get_device(actor: Actor, device_id: UUID) -> Device:
    """A device of a municipality whose devices the actor looks after, locked for change."""
    return records.get(actor, Permission.DEVICE_WRITE, Device, device_id, with_for_update=True)


def find_device_by_key(key_hash: str) -> Device | None:
    """The enrolled device whose browser keeps this key."""
    query = select(Device).where(Device.key_hash == key_hash, Device.revoked_at.is_(None))
    return db.session.scalars(query).first()
