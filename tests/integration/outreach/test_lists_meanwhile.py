"""A partner's list and what happens meanwhile: it is being taken back, or somebody in it is registered."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.exports import Row
from app.core.unit_of_work import writing
from app.outreach.lists.models import ListRow
from app.outreach.lists.retention import forget_rows, kept_for
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.outreach_list_pages import (
    act,
    count,
    look,
    person,
    rows,
    send,
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
