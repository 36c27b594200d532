"""What the kiosk shows of the desk, and calls that wait for an answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.accounts.models import Membership
from app.core.db import db
from app.core.unit_of_work import writing
from app.network import queries
from app.network.desk import Desk, desk_at
from app.network.models import WAITS_LONG, Notice
from app.network.operations.notices import raise_notice, withdraw_notice
from tests.cast import Cast, Person, id_of
from tests.client import PageClient
from tests.versions import versions_on

LISBON = ZoneInfo("Europe/Lisbon")
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


def test_a_call_that_waits_long_is_told_apart(cast: Cast, call: UUID, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    assert "À espera há muito tempo" not in client.get("/notices").text
    with writing():
        db.session.get_one(Notice, call).raised_at -= WAITS_LONG
    for page in ("/notices", "/"):
        assert "À espera há muito tempo" in client.get(page).text


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
    typed: dict[str, Any] = {
        "desk_address": "Praça da República, 1",
        "desk_phone": "291 000 111",
        "desk_hours-0-days": ["0", "1", "2", "3", "4"],
        "desk_hours-0-opens": "09:00",
        "desk_hours-0-closes": "16:30",
    }
    client.submit(page, "/municipality", **typed)
    found = queries.get_municipality(cast.here)
    assert (found.desk_address, found.desk_phone) == ("Praça da República, 1", "+351291000111")
    assert found.desk_hours == "Mo-Fr 09:00-16:30; PH off"


def test_hours_that_were_written_before_stay_as_they_were_written(cast: Cast, client_for: ClientFor) -> None:
    """Whoever only mends the telephone is not asked to write the hours anew."""
    with writing():
        queries.get_municipality(cast.here).desk_hours = "Seg. a sex.\n9:00–16:30"
    client = client_for(cast.administrator)
    client.submit(client.get("/municipality"), "/municipality", desk_phone="291 000 111")
    found = queries.get_municipality(cast.here)
    assert (found.desk_phone, found.desk_hours) == ("+351291000111", "Seg. a sex.\n9:00–16:30")
    assert desk_at(found, datetime(2027, 3, 7, 10, tzinfo=UTC)) == Desk()


def test_two_who_change_the_desk_at_once_lose_nothing(cast: Cast, client_for: ClientFor) -> None:
    client, url = client_for(cast.administrator), "/municipality"
    first, second = client.get(url), client.get(url)
    theirs = {"desk_address": ["Largo da Feira, 2"], "desk_hours-text": ["Mo-Fr 09:00-12:30"]}
    client.post(url, first.answers(url) | theirs)
    mine = {"desk_address": ["Praça da República, 1"], "desk_phone": ["291 000 111"]}
    both = client.post(url, second.answers(url) | mine, status=409)
    assert versions_on(both) == [("Largo da Feira, 2", "Praça da República, 1")]
    client.post(url, both.answers(url))
    found = queries.get_municipality(cast.here)
    assert (found.desk_address, found.desk_phone) == ("Praça da República, 1", "+351291000111")
    assert found.desk_hours == "Mo-Fr 09:00-12:30", "what only the other changed stays"


def test_the_desk_of_one_municipality_does_not_land_in_another(cast: Cast, client_for: ClientFor) -> None:
    """Whoever administers both goes to the other one in a second tab, and then saves in the first."""
    second = Membership(
        staff_id=cast.administrator.id,
        organisation_id=id_of("other_town_hall"),
        municipality_id=cast.elsewhere,
        role="administrator",
    )
    with writing():
        db.session.add(second)
    client, url = client_for(cast.administrator), "/municipality"
    page = client.get(url)
    client.post("/account/municipality", {"municipality_id": str(cast.elsewhere)})
    typed = page.answers(url) | {"desk_address": ["Praça da República, 1"]}
    client.post(url, typed, status=409)
    assert not queries.get_municipality(cast.elsewhere).desk_address
    client.post("/account/municipality", {"municipality_id": str(cast.here)})
    client.post(url, typed)
    assert queries.get_municipality(cast.here).desk_address == "Praça da República, 1"


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2027, 3, 1, 10, tzinfo=UTC), None),
        (datetime(2027, 3, 7, 10, tzinfo=UTC), datetime(2027, 3, 8, 9, tzinfo=LISBON)),
        (datetime(2027, 12, 8, 10, tzinfo=UTC), datetime(2027, 12, 9, 9, tzinfo=LISBON)),
    ],
    ids=["inside the hours", "on a Sunday", "on a holiday"],
)
def test_the_desk_is_closed_on_sundays_and_holidays(
    cast: Cast, now: datetime, opens: datetime | None
) -> None:
    with writing():
        found = queries.get_municipality(cast.here)
        found.desk_hours = "Mo-Fr 09:00-17:00; PH off"
    assert desk_at(found, now) == Desk(is_closed=opens is not None, opens=opens)


def test_a_telephone_that_cannot_be_one_is_not_written(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get("/municipality")
    typed: dict[str, Any] = {"desk_phone": "1", "desk_hours-text": "novo"}
    answer = client.submit(page, "/municipality", status=422, **typed)
    assert answer.form("/municipality")["desk_hours-text"] == "novo"
    assert queries.get_municipality(cast.here).desk_hours == ""
    client_for(cast.coordinator).get("/municipality", status=403)
