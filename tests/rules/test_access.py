"""Who may come where: the written table, and what really happens to everybody at every address."""

import re
from pathlib import Path

import pytest
from werkzeug.routing import UUIDConverter

from app.accounts.roles import PERMISSIONS
from app.core.access import Audience, opens
from app.core.application import Autonomus
from tests.addresses import addresses
from tests.cast import Cast
from tests.factories.visits import begin_visit
from tests.rules.visitors import STAFF, ClientFor, Values, Visitors

TABLE = Path(__file__).parent / "access.txt"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
OFFERED = frozenset({"public_id", "workshop_id"})
"""Ids of what any visitor may look at."""


def test_the_table_says_what_the_application_does(app: Autonomus) -> None:
    real = {(each.method, each.rule.rule, each.wants) for each in addresses(app, of_all_features=True)}
    written = set(table())
    new, gone = sorted(real - written), sorted(written - real)
    assert not new, f"open these in the table, deliberately: {new}"
    assert not gone, f"these stand in the table and nowhere else: {gone}"


def table() -> list[tuple[str, ...]]:
    """Method, address and mark as they are written."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line.strip() and not line.startswith("#")]


def test_addresses_are_kebab_case_and_ids_are_typed(app: Autonomus) -> None:
    for each in addresses(app):
        parts = [part for part in each.rule.rule.split("/") if part and not part.startswith("<")]
        assert all(KEBAB.fullmatch(part) for part in parts), each.rule.rule
        loose = [name for name in each.ids if not isinstance(each.rule._converters[name], UUIDConverter)]  # noqa: SLF001
        assert not loose, each.rule.rule


def test_every_part_of_every_address_can_be_filled(app: Autonomus, here: Values) -> None:
    parts = {name for each in addresses(app, of_all_features=True) for name in each.rule.arguments}
    assert not parts - set(here), "add these to tests/factories/one_of_each.py"


@pytest.fixture
def visitors(app: Autonomus, cast: Cast, client_for: ClientFor) -> Visitors:
    return Visitors(app, cast, client_for)


def test_the_function_that_every_request_asks_decides_as_the_table_says(
    app: Autonomus, visitors: Visitors
) -> None:
    """Everybody at every address, without a request; the tests below really go there."""
    wrong = [
        f"{address} {each.key}"
        for address in addresses(app, of_all_features=True)
        for each in visitors.everybody
        if opens(address.mark, each.actor) != is_open(address.wants, each.key)
    ]
    assert not wrong


def is_open(wants: str, key: str) -> bool:
    """What a mark of the table means for somebody of the cast, in the words of the table."""
    if key in STAFF:
        return wants in {"public", "staff", *PERMISSIONS[STAFF[key]]}
    return wants in {"public", key}


def test_who_may_come_is_let_in_and_changes_nothing_by_looking(
    app: Autonomus, cast: Cast, visitors: Visitors, here: Values
) -> None:
    begin_visit(cast.kiosk.id, with_list=True)
    assert not list(visitors.turned_away(addresses(app), here))


def test_who_may_not_come_is_sent_to_sign_in_or_refused(
    app: Autonomus, visitors: Visitors, here: Values
) -> None:
    assert not list(visitors.let_in(addresses(app), here))


def test_another_municipalitys_things_do_not_exist(
    app: Autonomus, visitors: Visitors, here: Values, elsewhere: Values
) -> None:
    """Here the question is the mark and the place; what a role may do with a thing is its feature's test."""
    assert not list(visitors.led_astray(addresses(app), here, elsewhere))


def test_a_kiosk_is_let_in_before_a_visit_begins(app: Autonomus, visitors: Visitors, here: Values) -> None:
    own = [each for each in addresses(app) if each.mark.audience is Audience.KIOSK]
    assert not list(visitors.turned_away(own, here))


def test_a_terminal_reaches_no_list_or_place_but_those_of_its_visit(
    app: Autonomus, cast: Cast, visitors: Visitors, here: Values
) -> None:
    begin_visit(cast.kiosk.id, with_list=True)
    kiosk = next(each for each in visitors.everybody if each.key == "kiosk")
    for each in addresses(app):
        if each.mark.audience is Audience.KIOSK and each.ids - OFFERED:
            answer = kiosk.ask(app, each, here, token=True)
            # Removing what is not in the list leads back to the list, which says that it is not there.
            assert answer.status_code in {404, 303}, f"{each}"
            assert answer.status_code == 404 or here["entry_id"] not in answer.location
