"""What was prepared for sessions, for tests; inside a transaction (`making`)."""

from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.devices.models import Device
from app.outreach.packs.keys import new_keys
from app.outreach.packs.models import Pack


def a_pack(actor: Actor, session_id: UUID, device: Device | None = None) -> Pack:
    """A pack of a session, whenever that is."""
    public_key, private_key = new_keys()
    pack = Pack(
        id=new_id(),
        municipality_id=actor.here(),
        session_id=session_id,
        device_id=device.id if device else None,
        prepared_by=actor.id,
        public_key=public_key,
        private_key=private_key,
    )
    db.session.add(pack)
    db.session.flush()
    return pack


def one_of_each(actor: Actor, session_id: UUID) -> dict[str, UUID]:
    return {"pack_id": a_pack(actor, session_id).id}
