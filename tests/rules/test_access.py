"""Who may come where: the written table, and what really happens for everybody at every address."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from werkzeug.routing import UUIDConverter
from werkzeug.test import TestResponse

from app.accounts.roles import PERMISSIONS, Role
from app.core.access import Audience
from app.core.application import Autonomus
from app.core.db import db, will_write
from tests.addresses import Address, addresses
from tests.cast import ROLES, Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import WORDS, clerk, one_of_each

TABLE = Path(__file__).parent / "access.txt"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
STRANGERS = {
    "stranger": Role.FACILITATOR,
    "stranger_coordinator": Role.COORDINATOR,
    "stranger_administrator": Role.ADMINISTRATOR,
}
STAFF = {**{role: Role(role) for role in ROLES}, **STRANGERS}
NARROWER = {
    ("/search", Role.OBSERVER),  # open to all signed in, but there is nothing that an observer could find
}
OFFERED = frozenset({"public_id", "workshop_id"})
"""Ids of what any visitor may look at."""
Ask = Callable[[Address, dict[str, str]], TestResponse]
ClientFor = Callable[[Person | None], PageClient]


def test_the_table_says_what_the_application_does(app: Autonomus) -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    written = {tuple(line.split()) for line in lines if line.strip() and not line.startswith("#")}
    real = {(each.method, each.rule.rule, each.wants) for each in addresses(app)}
    new, gone = sorted(real - written), sorted(written - real)
    assert not new, f"open these in the table, deliberately: {new}"
    assert not gone, f"these stand in the table and nowhere else: {gone}"


def test_addresses_are_kebab_case_and_ids_are_typed(app: Autonomus) -> None:
    for each in addresses(app):
        parts = [part for part in each.rule.rule.split("/") if part and not part.startswith("<")]
        assert all(KEBAB.fullmatch(part) for part in parts), each.rule.rule
        loose = [name for name in each.ids if not isinstance(each.rule._converters[name], UUIDConverter)]  # noqa: SLF001
        assert not loose, each.rule.rule


@pytest.fixture
def here(cast: Cast) -> dict[str, str]:
    """One thing of every kind in the municipality of the cast."""
    return WORDS | one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)


@pytest.fixture
def elsewhere(cast: Cast, app: Autonomus) -> dict[str, str]:
    """The same in the other municipality."""
    from tests.cast import id_of

    return WORDS | one_of_each(clerk(cast.elsewhere, cast.stranger.id), id_of("other_town_hall"))


def test_every_part_of_every_address_can_be_filled(app: Autonomus, here: dict[str, str]) -> None:
    parts = {name for each in addresses(app) for name in each.rule.arguments}
    assert not parts - set(here), "add these to tests/factories/one_of_each.py"


def asking(app: Autonomus, client: PageClient, token: str | None = None) -> Ask:
    """Asks for addresses as one browser; an unsafe request carries `token`, or none."""

    def ask(address: Address, values: dict[str, str]) -> TestResponse:
        db.session.rollback()
        options: dict[str, Any] = {"method": address.method, "headers": client.headers}
        if address.method == "POST" and token:
            options["data"] = {"csrf_token": token}
        path = f"http://localhost{address.filled(app, values)}"
        response: TestResponse = Context().run(partial(client.browser.open, path, **options))
        return response

    return ask


def outcome(response: TestResponse) -> str:
    """What became of a request, in the words of this test."""
    if response.status_code == 303 and response.location.startswith("/sign-in"):
        return "sign in"
    if response.status_code >= 500:
        return f"broken {response.status_code}"
    # The form without its token is refused after the mark was checked: as far as this test goes.
    return {403: "refused", 404: "not found"}.get(response.status_code, "let in")


def test_nobody_is_sent_to_sign_in_or_told_that_this_is_no_kiosk(
    app: Autonomus, here: dict[str, str], client_for: ClientFor
) -> None:
    expected = {Audience.STAFF: {"sign in"}, Audience.KIOSK: {"refused"}}
    found = list(_outcomes(app, client_for(None), here))
    wrong = [
        f for f in found if f[1] not in expected.get(f[0].mark.audience, {"let in", "not found", "refused"})
    ]
    assert not wrong


def test_a_kiosk_comes_nowhere_but_to_the_kiosk(
    app: Autonomus, cast: Cast, here: dict[str, str], client_for: ClientFor
) -> None:
    found = list(_outcomes(app, client_for(cast.kiosk), here))
    staff = {result for each, result in found if each.mark.audience is Audience.STAFF}
    own = {result for each, result in found if each.mark.audience is Audience.KIOSK}
    assert staff == {"sign in"}
    assert own <= {"let in", "not found"}


@pytest.mark.parametrize("key", STAFF)
def test_staff_come_where_their_role_opens(
    app: Autonomus, key: str, here: dict[str, str], client_for: ClientFor
) -> None:
    """Here the question is the mark alone; what the role may see of which place is the next test's."""
    held = PERMISSIONS[STAFF[key]]
    wrong = []
    for each, result in _outcomes(app, client_for(Person(key)), here):
        if each.mark.audience is Audience.PUBLIC:
            continue
        opens = each.mark.audience is Audience.STAFF and each.mark.permission in {None, *held}
        opens = opens and (each.rule.rule, STAFF[key]) not in NARROWER
        if result not in ({"let in", "not found"} if opens else {"refused"}):
            wrong.append((each.method, each.rule.rule, result))
    assert not wrong


@pytest.mark.parametrize("key", STAFF)
def test_another_municipalitys_things_do_not_exist(
    app: Autonomus, key: str, here: dict[str, str], elsewhere: dict[str, str], client_for: ClientFor
) -> None:
    held = PERMISSIONS[STAFF[key]]
    client = client_for(Person(key))
    ask = asking(app, client, client.token())
    foreign = here if key in STRANGERS else elsewhere
    found = [
        (each.method, each.rule.rule, ask(each, foreign).status_code)
        for each in addresses(app)
        if each.ids and each.mark.audience is Audience.STAFF and each.mark.permission in {None, *held}
    ]
    assert not [each for each in found if each[2] != 404]


def test_a_terminal_reaches_no_list_or_place_but_those_of_its_visit(
    app: Autonomus, cast: Cast, here: dict[str, str], client_for: ClientFor
) -> None:
    from tests.factories.visits import begin_visit

    begin_visit(cast.kiosk.id, with_list=True)
    client = client_for(cast.kiosk)
    ask = asking(app, client, client.token())
    found = {
        (each.method, each.rule.rule): ask(each, here)
        for each in addresses(app)
        if each.ids - OFFERED and each.mark.audience is Audience.KIOSK
    }
    assert found
    # Removing what is not in the list leads back to the list, which says that it is not there.
    assert {answer.status_code for answer in found.values()} <= {404, 303}
    for answer in found.values():
        assert answer.status_code == 404 or here["entry_id"] not in answer.location


@pytest.mark.parametrize("key", [*ROLES, "kiosk"])
def test_looking_changes_nothing(
    app: Autonomus, key: str, cast: Cast, here: dict[str, str], client_for: ClientFor
) -> None:
    """What a look must leave behind (a logged read, a last sign of life) is written afterwards, apart."""
    from tests.factories.visits import begin_visit

    if key == "kiosk":
        begin_visit(cast.kiosk.id, with_list=True)
    ask = asking(app, client_for(cast.kiosk if key == "kiosk" else Person(key)))
    with _statements() as written:
        for each in addresses(app):
            if each.method == "GET":
                ask(each, here)
    assert not written


def _outcomes(app: Autonomus, client: PageClient, values: dict[str, str]) -> Iterator[tuple[Address, str]]:
    ask = asking(app, client)
    for each in addresses(app):
        yield each, outcome(ask(each, values))


@contextmanager
def _statements() -> Iterator[list[str]]:
    """The statements of main transactions of safe requests that would change something."""
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if WRITES.match(statement) and not will_write.get():
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield written
    event.remove(db.engine, "before_cursor_execute", note)
