"""Several tablets hand over at once, and one of them without end."""

from functools import partial

import pytest
from sqlalchemy import func, select

from app.core import throttle
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.jobs import Job
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations import receiving
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_device, become
from tests.integration.outreach.conftest import KEY
from tests.racing import at_once
from tests.tablet import Prepared, State, Tablet, wire


def rows() -> list[FieldRecord]:
    db.session.rollback()
    return [*db.session.scalars(select(FieldRecord).order_by(FieldRecord.received_at, FieldRecord.id))]


def queued() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Job.kind == receiving.OPEN)) or 0


def test_one_busy_tablet_keeps_no_other_waiting(
    app: Autonomus, cast: Cast, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are behind one address: what one has used up the others have not."""
    monkeypatch.setattr(receiving, "MOST_IN_AN_HOUR", 2)
    for name in ("Rosa", "Ivo", "Ana"):
        tablet.write([("name", name)])
    tablet.send()
    assert [each.state for each in tablet.queue.values()].count(State.SEALED) == 1
    with making():
        a_device(clerk(cast.here, cast.facilitator.id), "another", name="Tablet 2")
    client = PageClient(app)
    become(client.browser, "another")
    tablet.network = wire(client.browser)
    tablet.send()
    assert not [*tablet.of(State.SEALED)]
    assert throttle.tries("outreach.records") == 3


def test_two_tablets_that_hand_over_the_same_at_once_hand_over_one(
    app: Autonomus, tablet: Tablet, prepared: Prepared
) -> None:
    record_id = new_id()
    envelope = prepared.seal(record_id, [("name", "Rosa")])

    def send() -> int:
        client = PageClient(app)
        become(client.browser, KEY)
        return wire(client.browser)("PUT", f"/records/{record_id}", envelope)[0]

    assert sorted(at_once(app, [send] * 4)) == [200, 200, 200, 201]
    assert (len(rows()), queued()) == (1, 1)


def test_two_tablets_with_one_slip_at_once_lose_none(
    app: Autonomus, tablet: Tablet, prepared: Prepared
) -> None:
    record_id = new_id()

    def send(name: str) -> int:
        client = PageClient(app)
        become(client.browser, KEY)
        return wire(client.browser)(
            "PUT", f"/records/{record_id}", prepared.seal(record_id, [("name", name)])
        )[0]

    statuses = at_once(app, [partial(send, each) for each in ("Rosa", "Ivo", "Ana", "Eva")])
    assert sorted(statuses) == [201, 409, 409, 409]
    assert len({row.digest for row in rows()}) == 4
