"""What a tablet hands over is kept before it is acknowledged, once, whatever happens on the way."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.core.application import Autonomus
from app.core.backup_marks import note_backup, note_restore
from app.core.clock import now
from app.core.db import db
from app.core.jobs import Job
from app.outreach.deliveries.envelope import LONGEST
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations import receiving
from app.outreach.devices.models import Device
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_deliveries import become, forget_pack
from tests.integration.outreach.conftest import KEY
from tests.tablet import OURS, Prepared, State, Tablet, wire


def rows() -> list[FieldRecord]:
    db.session.rollback()
    return [*db.session.scalars(select(FieldRecord).order_by(FieldRecord.received_at, FieldRecord.id))]


def queued() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Job.kind == receiving.OPEN)) or 0


def test_what_arrived_is_kept_and_will_be_opened(tablet: Tablet, cast: Cast) -> None:
    record_id = tablet.write([("name", "Rosa")])
    status, said = tablet.network("PUT", f"/records/{record_id}", tablet.queue[record_id].envelope)
    assert (status, said["safe"]) == (201, False)
    (row,) = rows()
    assert (row.id, row.state, row.municipality_id) == (record_id, "waiting", cast.here)
    assert (row.made_by, row.device_id) == (cast.registrar.id, db.session.scalars(select(Device.id)).one())
    assert row.received_at.isoformat() == said["received_at"]
    assert queued() == 1


def test_what_arrives_once_more_is_the_same(tablet: Tablet) -> None:
    record_id = tablet.write([("name", "Rosa")])
    envelope = tablet.queue[record_id].envelope
    assert envelope is not None
    first = tablet.network("PUT", f"/records/{record_id}", envelope)
    again = tablet.network("PUT", f"/records/{record_id}", dict(reversed(envelope.items())))
    assert (first[0], again[0]) == (201, 200)
    assert first[1] == again[1]
    assert (len(rows()), queued()) == (1, 1)


def test_of_two_under_one_id_none_is_lost(tablet: Tablet, prepared: Prepared) -> None:
    record_id = tablet.write([("name", "Rosa")])
    tablet.send()
    other = prepared.seal(record_id, [("name", "Ivo")])
    for _ in range(2):
        status, said = tablet.network("PUT", f"/records/{record_id}", other)
        assert (status, said["error"]) == (409, "same_id")
    first, second = rows()
    assert first.id == record_id
    assert first.box != second.box
    assert second.same_as == record_id
    assert queued() == 2


def test_what_came_second_under_an_id_is_safe_when_it_is_in_a_backup(
    tablet: Tablet, prepared: Prepared
) -> None:
    """Not when the first is: the tablet that holds the second would let it go too early."""
    record_id = tablet.write([("name", "Rosa")])
    tablet.send()
    with making():
        note_backup(now())
    status, said = tablet.network("PUT", f"/records/{record_id}", prepared.seal(record_id, [("name", "Ivo")]))
    assert (status, said["safe"]) == (409, False)
    known = tablet.network("POST", "/records/known", {"ids": [str(record_id)]})[1]
    assert known["known"][str(record_id)] > known["safe_until"]


def test_it_is_kept_by_a_server_that_forgot_the_session_and_the_tablet(
    app: Autonomus, cast: Cast, tablet: Tablet, prepared: Prepared
) -> None:
    """As after last night's backup came back: whoever is signed in can send it, from the same browser."""
    record_id = tablet.write([("name", "Rosa")])
    with making():
        forget_pack(prepared.pack_id)
        db.session.flush()
        db.session.delete(db.session.scalars(select(Device)).one())
    tablet.send()
    assert tablet.queue[record_id].state == State.SEALED
    client = PageClient(app)
    cast.colleague.enter(client)
    tablet.network = wire(client.browser)
    tablet.send()
    assert tablet.queue[record_id].state == State.ACKNOWLEDGED
    (row,) = rows()
    assert (row.municipality_id, row.made_by, row.pack_id) == (cast.here, cast.registrar.id, prepared.pack_id)


def test_what_nobody_can_open_is_kept_all_the_same(tablet: Tablet, cast: Cast) -> None:
    record_id = tablet.write([("name", "Rosa")])
    envelope = tablet.queue[record_id].envelope
    assert envelope is not None
    envelope |= {"sealed": "AAAA", "carried": "unknown:AAAA", "pack": str(uuid4())}
    tablet.send()
    (row,) = rows()
    assert (row.municipality_id, row.made_by) == (cast.here, None)
    assert "AAAA" in row.box


@pytest.mark.parametrize("is_known", [False, True])
def test_the_record_of_another_municipality_is_refused_for_itself(
    app: Autonomus, cast: Cast, tablet: Tablet, prepared: Prepared, is_known: bool
) -> None:
    """To enrol the tablet again would change nothing: somebody reads the code where it belongs."""
    record_id = tablet.write([("name", "Rosa")])
    if is_known:
        tablet.send()
    client = PageClient(app)
    cast.stranger.enter(client)
    for forgotten in (False, True):
        if forgotten:
            with making():
                forget_pack(prepared.pack_id)
        status, said = wire(client.browser)("PUT", f"/records/{record_id}", tablet.queue[record_id].envelope)
        assert (status, said) == (422, {"error": "elsewhere"})
    assert len(rows()) == is_known


def test_nobody_learns_what_another_municipality_received(app: Autonomus, cast: Cast, tablet: Tablet) -> None:
    record_id = tablet.write([("name", "Rosa")])
    tablet.send()
    client = PageClient(app)
    cast.stranger.enter(client)
    assert wire(client.browser)("POST", "/records/known", {"ids": [str(record_id)]})[1]["known"] == {}


@pytest.mark.parametrize("key", ["", "another-key"])
def test_an_unknown_tablet_is_told_so_and_keeps_its_queue(tablet: Tablet, app: Autonomus, key: str) -> None:
    client = PageClient(app)
    if key:
        become(client.browser, key)
    tablet.network = wire(client.browser)
    record_id = tablet.write([("name", "Rosa")])
    tablet.send()
    assert tablet.queue[record_id].state == State.SEALED
    for method, path in (("POST", "/records/known"), ("GET", "/state")):
        content: object = {"ids": []} if method == "POST" else None
        assert tablet.network(method, path, content) == (401, {"error": "device"})


def test_a_colleague_who_may_register_nobody_hands_nothing_over(
    app: Autonomus, cast: Cast, tablet: Tablet
) -> None:
    client = PageClient(app)
    cast.observer.enter(client)
    tablet.network = wire(client.browser)
    tablet.write([("name", "Rosa")])
    tablet.send()
    assert not rows()


NONSENSE: list[Any] = [
    None,
    [],
    "x",
    {"v": 2},
    {"v": True},
    {"record": "x"},
    {"record": "3f0c1a52-7c1e-4b8a-9d55-0d2f6f7f9a11"},
    {"pack": None},
    {"point": ""},
    {"iv": "ø"},
    {"sealed": 7.5},
    {"carried": None},
    {"carried": "a\nb"},
    {"sealed": "A" * LONGEST},
]


@pytest.mark.parametrize("harm", NONSENSE, ids=lambda harm: repr(harm)[:40])
def test_what_is_no_envelope_is_refused_and_stays_on_the_tablet(tablet: Tablet, harm: Any) -> None:
    record_id = tablet.write([("name", "Rosa")])
    envelope = tablet.queue[record_id].envelope
    sent = {**envelope, **harm} if isinstance(harm, dict) and envelope else harm
    assert tablet.network("PUT", f"/records/{record_id}", sent) == (422, {"error": "envelope"})
    assert not rows()


@pytest.mark.parametrize("ids", [None, {}, {"ids": None}, {"ids": ["x"]}, {"ids": [7]}, {"ids": ["x"] * 501}])
def test_whoever_asks_for_nonsense_is_told_so(tablet: Tablet, ids: Any) -> None:
    assert tablet.network("POST", "/records/known", ids) == (422, {"error": "ids"})


HARMS: list[dict[str, str]] = [
    {"X-Outreach": ""},
    {"Content-Type": "text/plain"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
]


@pytest.mark.parametrize("harm", HARMS, ids=str)
def test_no_other_site_hands_over_in_a_tablets_name(
    app: Autonomus, tablet: Tablet, harm: dict[str, str]
) -> None:
    client = PageClient(app)
    become(client.browser, KEY)
    record_id = tablet.write([("name", "Rosa")])
    headers = {**OURS, **harm}
    envelope = tablet.queue[record_id].envelope
    for method, path in (("PUT", f"/outreach/records/{record_id}"), ("POST", "/outreach/records/known")):
        sent = client.browser.open(path, method=method, data=app.json.dumps(envelope), headers=headers)
        assert sent.status_code == 403
    assert not rows()


def test_only_what_is_in_a_backup_goes_from_the_tablet(tablet: Tablet) -> None:
    early = tablet.write([("name", "Rosa")])
    tablet.send()
    tablet.ask()
    assert tablet.queue[early].state == State.ACKNOWLEDGED, "there is no backup"
    with making():
        note_backup(now())
    late = tablet.write([("name", "Ivo")])
    tablet.send()
    tablet.ask()
    assert (tablet.queue[early].state, tablet.queue[late].state) == (State.ERASED, State.ACKNOWLEDGED)


def test_a_tablet_learns_that_a_backup_came_back(tablet: Tablet) -> None:
    tablet.ask()
    before = tablet.epoch
    assert tablet.network("GET", "/state")[1]["epoch"] == before
    with making():
        note_restore()
    tablet.ask()
    assert tablet.epoch != before
    assert tablet.network("GET", "/state")[1]["epoch"] == tablet.epoch


def test_a_browser_learns_who_it_is(app: Autonomus, tablet: Tablet, cast: Cast) -> None:
    said = tablet.network("GET", "/state")[1]
    assert (said["device"], said["staff"], said["safe_until"]) == ("Tablet 1", False, None)
    client = PageClient(app)
    cast.registrar.enter(client)
    said = wire(client.browser)("GET", "/state")[1]
    assert (said["device"], said["staff"]) == (None, True)
