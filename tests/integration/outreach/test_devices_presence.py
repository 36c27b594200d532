"""Who hands something over: an enrolled device, or staff who may register; nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import g

from app.core.actor import Actor
from app.core.application import Autonomus
from app.outreach.devices.operations import revoke_device
from app.outreach.devices.presence import NoSender, carries_cookie, device_of_request, not_known, sender
from tests.cast import Cast, Person
from tests.factories.one_of_each import making
from tests.factories.outreach_devices import enrolled


@contextmanager
def asking(app: Autonomus, *, key: str = "", person: Person | None = None) -> Iterator[None]:
    """A request of a browser with these cookies."""
    cookies = [f"__Host-outreach={key}"] if key else []
    cookies += (
        [f"{each['name']}={each['value']}" for each in person.cookies("http://localhost")] if person else []
    )
    headers = {"Host": "localhost", "Cookie": "; ".join(cookies)}
    with app.test_request_context("/outreach/state", headers=headers):
        g.notes, g.signs = [], []
        yield


@pytest.fixture
def key(staff: Actor) -> str:
    with making():
        return enrolled(staff)[1]


def test_a_device_hands_over_for_its_municipality(app: Autonomus, cast: Cast, key: str) -> None:
    with asking(app, key=key):
        found = sender()
        assert found.device is not None
        assert (found.device.name, found.staff) == ("Tablet 1", None)
        assert found.municipalities == {cast.here}


@pytest.mark.parametrize("key", ["", "a key that nobody has"])
def test_another_browser_is_nobody(app: Autonomus, key: str) -> None:
    with asking(app, key=key), pytest.raises(NoSender):
        sender()


def test_a_device_that_was_cut_off_is_nobody(app: Autonomus, staff: Actor) -> None:
    with making():
        device, key = enrolled(staff)
        revoke_device(staff, device=device)
    with asking(app, key=key):
        assert device_of_request() is None
        assert carries_cookie(), "though it may still hold records"
        with pytest.raises(NoSender):
            sender()


def test_staff_who_register_hand_over_in_any_browser(app: Autonomus, cast: Cast) -> None:
    with asking(app, person=cast.registrar):
        found = sender()
        assert found.staff is not None
        assert (found.device, found.staff.id) == (None, cast.registrar.id)
        assert found.municipalities == {cast.here}


@pytest.mark.parametrize("name", ["administrator", "observer"])
def test_other_staff_are_nobody_here(app: Autonomus, cast: Cast, name: str) -> None:
    with asking(app, person=getattr(cast, name)), pytest.raises(NoSender):
        sender()


def test_a_device_at_which_somebody_is_signed_in_is_both(app: Autonomus, cast: Cast, key: str) -> None:
    with asking(app, key=key, person=cast.registrar):
        found = sender()
        assert found.device is not None
        assert found.staff is not None


def test_nobody_is_told_so_in_json(app: Autonomus) -> None:
    with asking(app):
        response, status = not_known(NoSender())
    assert (status, response.get_json()) == (401, {"error": "device"})
