"""Which pages may register a worker or see a camera: these, and no others."""

from collections.abc import Callable

import pytest

from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.headers import Power
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_packs import a_pack

Clients = Callable[[Person | None], PageClient]
GRANTED = {
    "office.open_list": {Power.CAMERA},
    "outreach.entry": {Power.CAMERA},
    "outreach.pack": {Power.CAMERA, Power.WORKER},
    "outreach.read_codes": {Power.CAMERA},
    "outreach.register": {Power.CAMERA},
    "outreach.take_back": {Power.CAMERA},
    "workshops.read_slip": {Power.CAMERA},
}


def directives(page: Page) -> dict[str, str]:
    parts = page.response.headers["Content-Security-Policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


def test_powers_are_given_to_pages_one_by_one(app: Autonomus) -> None:
    found = {name: getattr(view, "allowed_powers", None) for name, view in app.view_functions.items()}
    assert {name: {*powers} for name, powers in found.items() if powers} == GRANTED


def test_the_page_of_a_pack_may_register_our_worker(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        pack = a_pack(staff, session.id)
    client = client_for(cast.registrar)
    found = directives(client.get(f"/outreach/packs/{pack.id}"))
    assert (found["worker-src"], found["trusted-types"]) == ("'self'", "htmx outreach-worker")
    for other in ("/outreach", f"/outreach/sessions/{session.id}", "/outreach/device", "/"):
        found = directives(client.get(other))
        assert "worker-src" not in found
        assert found["trusted-types"] == "htmx"


def test_a_camera_is_seen_by_who_may_alone(
    app: Autonomus, client_for: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = client_for(None), "/outreach/device"
    assert "camera=()" in client.browser.get(address).headers["Permissions-Policy"]
    view = app.view_functions["outreach.enrol_device"]
    monkeypatch.setattr(view, "allowed_powers", frozenset({Power.CAMERA}), raising=False)
    allowed = client.browser.get(address).headers
    assert "camera=(self)" in allowed["Permissions-Policy"]
    assert "microphone=()" in allowed["Permissions-Policy"]
    assert len(allowed.getlist("Permissions-Policy")) == 1


def test_the_worker_stands_where_it_always_stood(client_for: Clients) -> None:
    client = client_for(None)
    answer = client.get("/outreach/worker.js").response
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert b"ASSETS_VERSION" not in answer.data
    client.get("/outreach/worker.js", status=304, headers={"If-None-Match": answer.headers["ETag"]})
