"""Packs, devices and records that arrived, for tests; inside a transaction (`making`)."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.links import hash_of
from app.outreach.deliveries.models import FieldRecord, RecordState
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


def a_record(actor: Actor, session: Session, **values: Any) -> FieldRecord:
    """A record of the session that needs somebody: what it says is opened, and the name is missing."""
    known = {"session_id": session.id, "reason": "invalid", "slip": "12", "digest": new_id().hex}
    known["state"] = RecordState.ATTENTION.value
    record = FieldRecord(
        id=new_id(),
        municipality_id=session.municipality_id,
        made_by=actor.id,
        origin="tablet",
        received_at=clock.now(),
        **{**known, **values},
    )
    pairs = [("name", ""), ("language", "pt"), ("slip", record.slip)]
    record.content = json.dumps({"v": 1, "form": pairs, "session": str(session.id)})
    db.session.add(record)
    db.session.flush()
    return record


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    session = db.session.get_one(Session, ids["workshop_session_id"])
    return {"record_id": a_record(actor, session).id}
