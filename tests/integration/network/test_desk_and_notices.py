"""What the kiosk shows of the desk, and calls that wait for an answer."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.db import db
from app.core.unit_of_work import writing
from app.network import queries
from app.network.models import Notice
from app.network.services import raise_notice, withdraw_notice
from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def call(cast: Cast) -> UUID:
    """Somebody at the kiosk asks for a person."""
    with writing():
        return raise_notice(
            cast.facilitator.actor, kind="help", place="Átrio", language="uk", municipality_id=cast.here
        ).id


def test_a_call_waits_until_somebody_answers_it(cast: Cast, call: UUID, client_for: ClientFor) -> None:
    assert [each.id for each in queries.list_open_notices(cast.colleague.actor)] == [call]
    client, url = client_for(cast.facilitator), f"/notices/{call}/answer"
    assert client.post(url, {"next": "/account"}).location.endswith("/account")
    client_for(cast.colleague).post(url, {"next": "//evil.example"})
    assert db.session.get_one(Notice, call).answered_by == cast.facilitator.id
    assert not queries.list_open_notices(cast.facilitator.actor)


def test_a_withdrawn_call_is_not_answered(cast: Cast, call: UUID, client_for: ClientFor) -> None:
    with writing():
        withdraw_notice(cast.facilitator.actor, notice=db.session.get_one(Notice, call))
    client_for(cast.facilitator).post(f"/notices/{call}/answer")
    assert db.session.get_one(Notice, call).answered_at is None


def test_strangers_and_wrong_roles_answer_nothing(cast: Cast, call: UUID, client_for: ClientFor) -> None:
    client_for(cast.stranger).post(f"/notices/{call}/answer", status=404)
    client_for(cast.observer).post(f"/notices/{call}/answer", status=403)
    assert db.session.get_one(Notice, call).is_open


def test_the_desk_is_told_at_the_kiosk(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get("/municipality")
    client.submit(page, "/municipality", desk_phone="291 000 111", desk_hours="Seg. a sex.\n9:00–16:30")
    found = queries.get_municipality(cast.here)
    assert found.desk_phone == "+351291000111"
    assert found.desk_hours == "Seg. a sex.\n9:00–16:30"


def test_a_telephone_that_cannot_be_one_is_not_written(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get("/municipality")
    answer = client.submit(page, "/municipality", desk_phone="1", desk_hours="novo", status=422)
    assert answer.form("/municipality")["desk_hours"] == "novo"
    assert queries.get_municipality(cast.here).desk_hours == ""
    client_for(cast.coordinator).get("/municipality", status=403)
