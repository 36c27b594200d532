"""Devices for registering, for tests; inside a transaction (`making`)."""

from uuid import UUID

from flask.testing import FlaskClient

from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.devices.models import Device
from app.outreach.devices.operations import add_device, enrol


def a_device(actor: Actor, *, name: str = "Tablet 1") -> Device:
    """A device that waits for its code."""
    device_id = new_id()
    add_device(actor, device_id=device_id, municipality_id=actor.here(), name=name)
    return db.session.get_one(Device, device_id)


def enrolled(actor: Actor, *, name: str = "Tablet 1") -> tuple[Device, str]:
    """A device that is enrolled, and its key."""
    device_id = new_id()
    code = add_device(actor, device_id=device_id, municipality_id=actor.here(), name=name)
    return enrol(actor, code=code, address="")


def give_key(browser: FlaskClient, key: str) -> None:
    """The browser is the device of this key from now on."""
    browser.set_cookie("__Host-outreach", key, secure=True, httponly=True, samesite="Strict")


def one_of_each(actor: Actor) -> dict[str, UUID]:
    return {"device_id": a_device(actor).id}
