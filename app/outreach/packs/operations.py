"""Writes: a device is prepared for a session."""

from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.permission import Permission
from app.outreach.devices.models import Device
from app.outreach.packs.keys import new_keys
from app.outreach.packs.models import Pack
from app.outreach.packs.readiness import NotReady, why_not
from app.workshops.planning.models.session import Session


class NotNow(Conflict):
    """No device is prepared for this session now."""

    def __init__(self, why: NotReady) -> None:
        self.why = why
        super().__init__(why)


class DeviceFromElsewhere(Conflict):
    """The device belongs to another municipality than the session."""


def prepare(actor: Actor, *, pack_id: UUID, session: Session, device: Device | None) -> Pack:
    """A pack with keys of its own, for the device or, where there is none, for the browser of the actor.

    The same id again is the same pack. Raises NotNow, DeviceFromElsewhere.
    """
    where = session.municipality_id
    actor.demand(Permission.OUTREACH_REGISTER, where)
    if known := records.known(Pack, pack_id, session_id=session.id, prepared_by=actor.id):
        return known
    if why := why_not(session, clock.now()):
        raise NotNow(why)
    if device is not None and device.municipality_id != where:
        raise DeviceFromElsewhere
    public_key, private_key = new_keys()
    pack = Pack(
        id=pack_id,
        municipality_id=where,
        session_id=session.id,
        device_id=device.id if device else None,
        prepared_by=actor.id,
        public_key=public_key,
        private_key=private_key,
    )
    return records.add(actor, pack, act="prepared")
