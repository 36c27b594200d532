"""A hole in the walls shows at whichever turn: what a sample of visits must not miss."""

from functools import wraps
from typing import Any

import pytest
from sqlalchemy import text

from app.core import access
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from tests.addresses import Address, addresses
from tests.cast import Cast
from tests.rules.visitors import ClientFor, Values, Visitors

pytestmark = pytest.mark.usefixtures("any_turn")


@pytest.fixture
def visitors(app: Autonomus, cast: Cast, client_for: ClientFor) -> Visitors:
    return Visitors(app, cast, client_for)


@pytest.fixture
def of_a_person(app: Autonomus) -> list[Address]:
    """The addresses below one participant."""
    every = addresses(app, of_all_features=True)
    return [each for each in every if each.rule.rule.startswith("/participants/<uuid:participant_id>")]


def test_a_permission_that_nobody_checks_shows_at_each_of_its_addresses(
    visitors: Visitors, of_a_person: list[Address], here: Values, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing stands between a form's mark and the token that these visits lack; some looks are checked twice.
    guarded = [each for each in of_a_person if each.mark.permission and each.method == "POST"]
    monkeypatch.setattr(access, "opens", lambda _mark, _actor: True)
    found = list(visitors.let_in(of_a_person, here))
    unseen = [f"{each}" for each in guarded if not any(line.startswith(f"{each} ") for line in found)]
    assert guarded
    assert not unseen


def test_a_door_that_nobody_can_open_shows(
    visitors: Visitors, of_a_person: list[Address], here: Values, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "opens", lambda _mark, _actor: False)
    assert len(list(visitors.turned_away(of_a_person, here))) == len(of_a_person)


def test_things_of_another_municipality_that_are_found_show(
    visitors: Visitors,
    of_a_person: list[Address],
    here: Values,
    elsewhere: Values,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = frozenset({*visitors.everybody[0].actor.grants, *visitors.everybody[-3].actor.grants})
    assert len(both) == 2
    monkeypatch.setattr(Actor, "municipalities", lambda _actor, _permission: both)
    found = list(visitors.led_astray(of_a_person, here, elsewhere))
    looks = [f"{each}" for each in of_a_person if each.method == "GET"]
    assert [each for each in looks if any(line.startswith(f"{each} ") for line in found)]


def test_a_look_that_changes_something_shows(
    app: Autonomus,
    visitors: Visitors,
    of_a_person: list[Address],
    here: Values,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = next(each for each in of_a_person if each.method == "GET")
    view = app.view_functions[page.endpoint]

    @wraps(view)
    def writing(**parts: Any) -> Any:
        db.session.execute(text("UPDATE participant SET name = name"))
        return view(**parts)

    monkeypatch.setitem(app.view_functions, page.endpoint, writing)
    found = list(visitors.turned_away([page], here))
    assert [line for line in found if "writes" in line]
