"""Packs, devices and records that arrived, for tests; inside a transaction (`making`)."""

from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.links import hash_of
from app.outreach.devices.models import Device
from app.outreach.packs.keys import new_keys
from app.outreach.packs.models import Pack
from app.workshops.planning.models.session import Session


def a_device(actor: Actor, key: str, *, name: str = "Tablet 1") -> Device:
    """An enrolled device, whose browser keeps this key."""
    device = Device(
        id=new_id(),
        municipality_id=actor.here(),
        name=name,
        key_hash=hash_of(key),
        enrolled_at=clock.now(),
        created_by=actor.id,
    )
    db.session.add(device)
    return device


def become(browser: FlaskClient, key: str) -> None:
    """The browser is that device from now on."""
    browser.set_cookie("__Host-outreach", key, secure=True, httponly=True, samesite="Strict")


def a_pack(actor: Actor, session: Session, device: Device | None = None, **other: Any) -> Pack:
    """What somebody prepared for a session."""
    public_key, private_key = new_keys()
    values: dict[str, Any] = {"prepared_by": actor.id, "device_id": device.id if device else None, **other}
    pack = Pack(
        id=new_id(),
        municipality_id=session.municipality_id,
        session_id=session.id,
        public_key=public_key,
        private_key=private_key,
        created_at=clock.now(),
        **values,
    )
    db.session.add(pack)
    return pack


def forget_pack(pack_id: UUID) -> None:
    """A database from before the pack."""
    pack = db.session.get_one(Pack, pack_id)
    db.session.delete(pack)
