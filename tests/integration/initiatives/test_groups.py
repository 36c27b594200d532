"""Initiatives: begun, through their gates and back, resting, ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.unit_of_work import writing
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.groups.operations import stages
from app.initiatives.groups.operations.initiatives import (
    Plan,
    UnknownKind,
    count_all_open,
    create_initiative,
)
from app.initiatives.groups.queries import Filters, get_initiative, initiatives_page
from app.initiatives.groups.told import Changed, changed
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import a_member, a_need, an_initiative, brought_to

ClientFor = Callable[[Person | None], PageClient]
PAGES = (
    "",
    "/edit",
    "/gate",
    "/pause",
    "/closing",
    "/checklist/summary",
    "/checklist/customers_heard",
    "/checklist/cooperative_capital",
    "/members",
    "/members?q=belmira",
    "/backers/new",
    "/needs",
    "/needs?q=jardim",
)


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    """An idea of two members, with a need."""
    actor = cast.facilitator.actor
    with writing():
        found = an_initiative(actor)
        a_member(actor, found, "Belmira Seixas", share=5_000)
        a_member(actor, found, "Custódio Anes", is_invited=True)
        a_need(actor, found)
        return found


def test_its_page_shows_the_gate_the_members_and_what_it_takes(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    page = client_for(cast.facilitator).get(f"/initiatives/{initiative.id}")
    for words in ("Belmira Seixas", "Custódio Anes", "Pequenas reparações e jardins"):
        assert words in page.text


def test_every_page_of_an_initiative_can_be_drawn(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    for page in PAGES:
        client.get(f"/initiatives/{initiative.id}{page}")
    for page in ("", "/new", "/board", ".csv", ".xlsx"):
        client.get(f"/initiatives{page}", judge="." not in page)


def test_one_is_begun_changed_and_found_by_its_words(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    answers: dict[str, Any] = {"kind": "family", "title": "Compotas da Serra", "summary": "Doces de fruta."}
    made = client.submit(client.get("/initiatives/new"), "/initiatives", **answers)
    client.submit(client.get(f"{made.location}/edit"), f"{made.location}/edit", title="Compotas e doces")
    assert "Compotas e doces" in client.get("/initiatives?q=doces+compotas").text
    assert "Compotas e doces" in client.get("/search?q=compotas").text
    assert "Compotas e doces" not in client.get("/initiatives?state=closed").text


def test_a_form_that_was_not_filled_in_keeps_what_was_typed(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.submit(
        client.get("/initiatives/new"), "/initiatives", title="Sem tipo", kind="", status=422
    )
    assert "Sem tipo" in page.html
    assert not initiatives_page(cast.facilitator.actor, Filters()).items


def test_two_who_change_one_see_both_versions(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/edit"
    mine, theirs = client.get(address), client.get(address)
    client.submit(theirs, address, title="Outro nome")
    page = client.submit(mine, address, title="O meu nome", status=409)
    assert "Outro nome" in page.text


def test_an_unknown_kind_and_people_or_places_of_elsewhere_are_refused(cast: Cast) -> None:
    actor, plan = cast.facilitator.actor, Plan(kind="family", title="Doces")
    for wrong, error in (
        (replace(plan, kind="empire"), UnknownKind),
        (replace(plan, answerable_id=cast.stranger.id), NotFound),
        (replace(plan, opportunity_id=new_id()), NotFound),
    ):
        with pytest.raises(error):
            create_initiative(actor, initiative_id=new_id(), municipality_id=cast.here, plan=wrong)
    with pytest.raises(Forbidden):
        create_initiative(actor, initiative_id=new_id(), municipality_id=cast.elsewhere, plan=plan)


def test_the_same_form_twice_is_one_initiative(cast: Cast) -> None:
    actor, the_id = cast.facilitator.actor, new_id()
    with writing():
        for _ in range(2):
            create_initiative(
                actor, initiative_id=the_id, municipality_id=cast.here, plan=Plan(kind="family", title="X")
            )
    assert initiatives_page(actor, Filters()).count == 1


def test_nobody_elsewhere_knows_of_it(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    client_for(cast.stranger).get(f"/initiatives/{initiative.id}", status=404)


def test_whoever_listens_hears_of_every_change(cast: Cast, initiative: Initiative) -> None:
    heard: list[UUID] = []

    def listen(told: Changed) -> None:
        heard.append(told.initiative.id)

    changed.connect(listen)
    try:
        with writing():
            brought_to(cast.facilitator.actor, initiative, Stage.EXPLORING)
            a_member(cast.facilitator.actor, initiative, "Delfina Rola")
    finally:
        changed._receivers.remove(listen)  # noqa: SLF001  nobody else disconnects
    assert heard == [initiative.id] * 2


def test_the_night_counts_what_became_law(cast: Cast, initiative: Initiative) -> None:
    with writing():
        initiative.open_items = 99
    with writing():
        count_all_open(SYSTEM)
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items < 99


def test_the_board_and_the_front_page_tell_what_waits(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    assert "Pequenas reparações e jardins" in client.get("/initiatives/board").text
    assert client.get("/").soup.select_one('a[href="/initiatives/board"]'), "all is done before exploring"
    with writing():
        stages.pause(
            actor,
            initiative=initiative,
            version=initiative.version,
            until=date(2099, 1, 1),
            reason="season",
        )
        initiative.paused_until = clock.today("Europe/Lisbon")
    assert client.get("/").soup.select_one('a[href="/initiatives?state=paused"]')
