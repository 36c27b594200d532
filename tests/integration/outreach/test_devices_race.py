"""Several at once: a code makes one browser the device, and a form that was sent twice prepares once."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import select

from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.outreach.devices.models import Device
from app.outreach.devices.operations import add_device
from app.outreach.packs.models import Pack
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.engines import Engine
from tests.factories.one_of_each import making
from tests.racing import AT_ONCE, at_once, meeting

Clients = Callable[[Person | None], PageClient]


def send(client: PageClient, url: str, typed: dict[str, str]) -> int:
    return client.post(url, typed, status=None).status


def test_a_code_that_several_type_makes_one_of_them_the_device(
    app: Autonomus, engine: Engine, cast: Cast, client_for: Clients, staff: Actor
) -> None:
    with making():
        code = add_device(staff, device_id=new_id(), municipality_id=cast.here, name="Tablet 1")
    browsers = [client_for(None) for _ in range(AT_ONCE)]
    acts = [partial(send, each, "/outreach/device", {"code": code}) for each in browsers]
    with meeting(engine, "SELECT outreach_device"):
        statuses = at_once(app, acts)
    assert sorted(statuses) == [303, *[422] * (AT_ONCE - 1)]
    given = [each.browser.get_cookie("__Host-outreach") for each in browsers]
    assert sum(cookie is not None for cookie in given) == 1
    assert db.session.scalars(select(Device)).one().is_enrolled


def test_a_form_sent_several_times_at_once_prepares_once(
    app: Autonomus, engine: Engine, cast: Cast, client_for: Clients, session: Session
) -> None:
    url = f"/outreach/sessions/{session.id}/packs"
    typed = {"request_key": str(new_id()), "municipality_id": str(cast.here)}
    acts = [partial(send, client_for(cast.registrar), url, typed) for _ in range(AT_ONCE)]
    with meeting(engine, "INSERT INTO request_key"):
        statuses = at_once(app, acts)
    assert set(statuses) == {303}
    assert db.session.scalars(select(Pack)).one().prepared_by == cast.registrar.id
