"""Writes: devices are added, enrolled with a one-time code, let go, and cut off."""

from uuid import UUID

from sqlalchemy import update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.enrolling import cut_off, issue_code, trade_code
from app.core.permission import Permission
from app.outreach.devices.models import Device


def add_device(actor: Actor, *, device_id: UUID, municipality_id: UUID, name: str) -> str:
    """A new device; returns its one-time code of nine digits, which is not kept."""
    actor.demand(Permission.DEVICE_WRITE, municipality_id)
    device = Device(id=device_id, municipality_id=municipality_id, name=name, created_by=actor.id)
    code = issue_code(device)
    records.add(actor, device, act="added")
    return code


def renew_code(actor: Actor, *, device: Device) -> str:
    """A new one-time code; Conflict for a device that was cut off."""
    actor.demand(Permission.DEVICE_WRITE, device.municipality_id)
    code = issue_code(device)
    records.record(actor, "code", device)
    return code


def revoke_device(actor: Actor, *, device: Device) -> None:
    """Cut a device off for good. What it sealed can still be sent: by staff, or once it is enrolled anew."""
    actor.demand(Permission.DEVICE_WRITE, device.municipality_id)
    if cut_off(device):
        records.record(actor, "revoked", device)


def enrol(actor: Actor, *, code: str, address: str, before: Device | None = None) -> tuple[Device, str]:
    """Trade the one-time code for the device's key; `address` is where the try came from, `before` the device
    that this browser was until now, which has none then.

    Raises CodeNotKnown, and Throttled after twenty wrong tries an hour from one address.
    """
    device, key = trade_code(Device, code=code, bucket="outreach.enrolment", address=address)
    device.seen_at = clock.now()
    records.record(actor, "enrolled", device)
    if before is not None and before.id != device.id:
        let_go(actor, device=before)
    return device, key


def let_go(actor: Actor, *, device: Device) -> None:
    """The browser is the device no more; a new code makes another browser it."""
    records.lock(device)
    device.key_hash = device.enrolled_at = None
    records.record(actor, "let_go", device)


def mark_seen(device_id: UUID) -> None:
    """A sign of life."""
    db.session.execute(update(Device).where(Device.id == device_id).values(seen_at=clock.now()))
