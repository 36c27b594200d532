"""A partner's list and what happens meanwhile: it is being taken back, or somebody in it is registered."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock, jobs, tasks
from app.core.db import db, new_id
from app.core.exports import Row
from app.core.unit_of_work import writing
from app.outreach.lists.models import ListRow, PartnerList
from app.outreach.lists.operations import bringing
from app.outreach.lists.retention import forget_rows, kept_for
from app.people.models import Participant
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.outreach_list_pages import (
    act,
    called,
    count,
    look,
    people,
    person,
    rows,
    send,
    take_back,
    the_list,
)

ClientFor = Callable[[Person | None], PageClient]
LONG: list[Row] = [[f"Pessoa Nova {n} Silva", str(1930 + n % 60), "", "", "", "", ""] for n in range(230)]
BELA: Row = ["Bela Nova", "1984", "", "", "", "", ""]
CARLOS: Row = ["Carlos Distinto", "1950", "", "", "", "", ""]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


def address(word: str = "") -> str:
    return f"/outreach/lists/{the_list().id}" + (f"/{word}" if word else "")


def leads_to(page: Page) -> set[str]:
    return {str(each.get("action") or each.get("href")) for each in page.soup.select("form, a")}


def test_a_list_is_not_put_away_while_it_is_being_taken_back(client: PageClient, cast: Cast) -> None:
    """Whoever was not taken back yet would stay for good, and the page would say that nobody came in."""
    look(client, send(client, cast, LONG))
    columns = client.get(address("columns")).form(address("columns"))
    act(client, "people")
    undo = address("taking-back")
    client.post(undo, client.get(undo).form(undo))
    _assert_only_taken_back(client, columns)
    with writing():
        tasks.stop(cast.registrar.actor, the_list().task_id or new_id())
    _assert_only_taken_back(client, columns)
    jobs.run_due()
    act(client, "taking-back")
    assert not [each for each in people() if each.startswith("Pessoa Nova")]
    assert {address("putting-away"), address("columns")} <= leads_to(client.get(address()))
    act(client, "putting-away")
    assert (the_list().state, count(ListRow)) == ("dropped", 0)


def _assert_only_taken_back(client: PageClient, columns: dict[str, str]) -> None:
    assert not {address("putting-away"), address("columns")} & leads_to(client.get(address()))
    client.get(address("columns"), status=303)
    client.post(address("putting-away"), status=409)
    client.post(address("columns"), columns, status=409)
    assert the_list().state == "undone"


def test_a_list_by_which_somebody_stays_is_not_put_away_as_if_nobody_had_come(
    client: PageClient, cast: Cast
) -> None:
    """What came in long before the last time stays when that is taken back."""
    look(client, send(client, cast, [BELA, CARLOS, CARLOS]))
    act(client, "people")
    with writing():
        for each in rows():
            each.brought_at = clock.now() - timedelta(days=2) if each.brought_at else None
    act(client, "decisions", **{"who-4": "new", "was-4": ""})
    act(client, "people")
    take_back(client)
    assert called("Bela Nova", "Carlos Distinto") == ["Bela Nova", "Carlos Distinto"]
    assert address("putting-away") not in leads_to(client.get(address()))
    assert address("putting-away") not in leads_to(client.get(address("columns")))
    client.post(address("putting-away"), status=409)


def test_a_list_that_never_came_in_keeps_nobody(client: PageClient, cast: Cast) -> None:
    known = person(cast, "Rosa Verdade", 1970)
    look(client, send(client, cast, [["Rosa Verdade", "1970", "", "", "", "", ""]]))
    assert [each.participant_id for each in rows()] == [known]
    act(client, "putting-away")
    assert count(ListRow) == 0


def test_of_a_list_that_nobody_brought_in_nobody_is_kept_after_some_time(
    client: PageClient, cast: Cast
) -> None:
    person(cast, "Rosa Verdade", 1970)
    look(client, send(client, cast, [["Rosa Verdade", "1970", "", "", "", "", ""]]))
    with clock.frozen_at(clock.now() + kept_for() + timedelta(days=1)), writing():
        forget_rows(True)
    assert (count(ListRow), the_list().state) == (0, "dropped")


def test_who_was_registered_since_somebody_said_they_are_new_is_shown_before_they_come_in(
    client: PageClient, cast: Cast
) -> None:
    """Both would count as looked at, and nobody would ever compare them."""
    look(client, send(client, cast, [BELA, CARLOS]))
    act(client, "new-people")
    known = person(cast, "Bela Nova", 1984)
    act(client, "people")
    assert called("Bela Nova", "Carlos Distinto") == ["Bela Nova", "Carlos Distinto"]
    assert not people()["Carlos Distinto"].is_unverified
    page = client.get(address())
    assert [(each.finding, each.decision, each.outcome) for each in rows()] == [
        ("unsure", "", ""),
        ("new", "new", "made"),
    ]
    assert f"/participants/{known}" in page.html
    act(client, "decisions", **{"who-2": "new", "was-2": ""})
    act(client, "people")
    assert called("Bela Nova") == ["Bela Nova"] * 2, "who was shown beside them is somebody else"
    assert [each.outcome for each in rows()] == ["made", "made"]


def test_who_was_said_to_be_new_beside_many_of_their_name_comes_in_at_once(
    client: PageClient, cast: Cast
) -> None:
    for _ in range(7):
        person(cast, "Bela Nova", 1984)
    look(client, send(client, cast, [BELA]))
    act(client, "decisions", **{"who-2": "new", "was-2": ""})
    act(client, "people")
    assert [each.outcome for each in rows()] == ["made"], "nobody is asked twice about the same people"


@pytest.mark.parametrize(("hours", "outcome"), [(0, "made"), (2, "")])
def test_a_list_that_lay_is_looked_through_once_more_also_where_nobody_decided(
    client: PageClient, cast: Cast, hours: int, outcome: str
) -> None:
    look(client, send(client, cast, [BELA]))
    person(cast, "Bela Nova", 1984)
    with writing():
        db.session.get_one(PartnerList, the_list().id).created_at = clock.now() - timedelta(hours=hours)
    act(client, "people")
    assert [each.outcome for each in rows()] == [outcome]
    assert called("Bela Nova") == ["Bela Nova"] * (2 if outcome else 1)
    assert all(db.session.get_one(Participant, row.participant_id).is_unverified for row in rows() if outcome)


def test_people_of_the_same_list_do_not_wait_for_each_other(
    client: PageClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A family stands in one list: it was seen as a whole when it was said that all of them are new."""
    monkeypatch.setattr(bringing, "COMPARED_AT_ONCE", 1)
    look(client, send(client, cast, [BELA, ["Bela Nova Silva", "1984", "", "", "", "", ""], CARLOS]))
    act(client, "new-people")
    act(client, "people")
    assert [each.outcome for each in rows()] == ["made"] * 3
