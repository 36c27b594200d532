"""Everybody who comes to an address: whether it is open to them, and what they are really told there."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import event
from werkzeug.test import TestResponse

from app.accounts.roles import Role
from app.core.access import ACTORS, Audience, Mark, opens
from app.core.actor import NOBODY, Actor
from app.core.application import Autonomus
from app.core.db import db, will_write
from tests.addresses import Address
from tests.cast import ROLES, Cast, Person
from tests.client import PageClient
from tests.factories.visits import terminal_actor
from tests.turns import some

STRANGERS = {
    "stranger": Role.FACILITATOR,
    "stranger_coordinator": Role.COORDINATOR,
    "stranger_administrator": Role.ADMINISTRATOR,
}
STAFF = {**{role: Role(role) for role in ROLES}, **STRANGERS}
PEOPLE = (*STAFF, "kiosk", "nobody")
MOVING = "GET /desk/<uuid:inventory_id>/person"
DONE = "GET /meetings/decisions/<uuid:resolution_id>/closing"
PAPERS_OF_MEETINGS = [
    f"GET /meetings/<uuid:meeting_id>/{name}.pdf" for name in ("convocation", "minutes", "presences")
]
OF_ANOTHER = "/organisations/<uuid:organisation_id>"
KEPT_BY_ITSELF = [
    ("GET", "/address"),
    *(
        ("GET", f"/{sort}/{rest}")
        for sort, one in (
            ("contacts", "<uuid:party_contact_id>"),
            ("contributions", "<uuid:contribution_id>"),
        )
        for rest in ("new", f"{one}/edit")
    ),
]
NARROWER = {
    # Whoever reads the partnership without its people gets no paper with the names of who signed.
    ("GET /protocols/<uuid:protocol_id>/papers/<uuid:protocol_paper_id>", Role.OBSERVER),
    # Of a list only whoever received it mends that, and the coordinator.
    (MOVING, Role.FACILITATOR),
    (MOVING, Role.PATHWAY_WORKER),
    # Of a decision only whose it is says what became of it, and the coordinator.
    *((DONE, role) for role in (Role.ADMINISTRATOR, Role.REGISTRAR, Role.PATHWAY_WORKER, Role.OBSERVER)),
    (DONE, Role.FACILITATOR),
    # Of an opportunity that is open only whoever writes initiatives changes something.
    *(
        (f"GET /opportunities/<uuid:opportunity_id>/{what}", Role.PATHWAY_WORKER)
        for what in ("edit", "ending", "needs")
    ),
    # Papers of meetings name people.
    *((paper, Role.OBSERVER) for paper in PAPERS_OF_MEETINGS),
    # A partner keeps up what its own organisation says of itself, and no other's.
    *((f"{method} {OF_ANOTHER}{rest}", Role.PARTNER_TECHNICIAN) for method, rest in KEPT_BY_ITSELF),
}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
Values = dict[str, str]
ClientFor = Callable[[Person | None], PageClient]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser; `key` is their name in the cast."""

    key: str
    actor: Actor
    client: PageClient

    def ask(self, app: Autonomus, address: Address, values: Values, *, token: bool = False) -> TestResponse:
        """Ask for the address; an unsafe request is stopped for want of a token, or carries one."""
        db.session.rollback()
        options: dict[str, Any] = {"method": address.method, "headers": self.client.headers}
        if token and address.method == "POST":
            options["data"] = {"csrf_token": self.client.token()}
        path = f"http://localhost{address.filled(app, values)}"
        response: TestResponse = Context().run(partial(self.client.browser.open, path, **options))
        return response


class Visitors:
    """Everybody, sent to addresses by turns; each question gives the answers that were wrong."""

    def __init__(self, app: Autonomus, cast: Cast, client_for: ClientFor) -> None:
        self.app = app
        staff = [Visitor(key, Person(key).actor, client_for(Person(key))) for key in STAFF]
        kiosk = Visitor("kiosk", terminal_actor(cast.kiosk.id), client_for(cast.kiosk))
        self.everybody = (*staff, kiosk, Visitor("nobody", NOBODY, client_for(None)))

    def expected(self, mark: Mark) -> list[Visitor]:
        """Those to whom an address with this mark is open."""
        return [each for each in self.everybody if opens(mark, each.actor)]

    def turned_away(self, addresses: Iterable[Address], values: Values) -> Iterator[str]:
        """Who is expected and yet not let in; and whose mere look changes something.

        What a look must leave behind (a logged read, a last sign of life) is written afterwards, apart.
        """
        for address in addresses:
            for each in some(
                self.expected(address.mark), 1, "visits of people who are expected", f"{address}"
            ):
                with changes() as written:
                    found = outcome(each.ask(self.app, address, values))
                if found not in _right_answers(address, each.key):
                    yield f"{address} {each.key}: {found}"
                if written and address.method == "GET":
                    yield f"{address} {each.key}: writes {written}"

    def let_in(self, addresses: Iterable[Address], values: Values) -> Iterator[str]:
        """Who is not expected and yet let in: of those the address is not for, and of those who may not."""
        for address in addresses:
            expected, audience = self.expected(address.mark), address.mark.audience
            others = [each for each in self.everybody if each not in expected]
            of_others = [each for each in others if each.actor.kind is not ACTORS[audience]]
            of_its_own = [each for each in others if each.actor.kind is ACTORS[audience]]
            for group, kind in ((of_others, "others"), (of_its_own, "staff without the permission")):
                for each in some(group, 1, f"visits of {kind}", f"{address}"):
                    found = outcome(each.ask(self.app, address, values))
                    is_unknown = audience is Audience.STAFF and group is of_others
                    if found != ("sign in" if is_unknown else "refused"):
                        yield f"{address} {each.key}: {found}"

    def led_astray(self, addresses: Iterable[Address], here: Values, elsewhere: Values) -> Iterator[str]:
        """Who finds a thing of another municipality: for them it does not exist."""
        for address in addresses:
            if not address.ids or address.mark.audience is not Audience.STAFF:
                continue
            for each in some(self.expected(address.mark), 1, "visits to another municipality", f"{address}"):
                foreign = here if each.key in STRANGERS else elsewhere
                status = each.ask(self.app, address, foreign, token=True).status_code
                if status != 404:
                    yield f"{address} {each.key}: {status}"


def outcome(response: TestResponse) -> str:
    """What became of a request, in the words of this test."""
    if response.status_code == 303 and response.location.startswith("/sign-in"):
        return "sign in"
    if response.status_code >= 500:
        return f"broken {response.status_code}"
    # The form without its token is refused after the mark was checked: as far as this test goes.
    return {403: "refused", 404: "not found"}.get(response.status_code, "let in")


def _right_answers(address: Address, key: str) -> set[str]:
    if (f"{address.method} {address.rule.rule}", STAFF.get(key)) in NARROWER:
        return {"not found" if key in STRANGERS else "refused"}
    return {"let in", "not found", *(["refused"] if address.mark.audience is Audience.PUBLIC else [])}


@contextmanager
def changes() -> Iterator[list[str]]:
    """The statements of main transactions of safe requests that would change something."""
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if WRITES.match(statement) and not will_write.get():
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield written
    event.remove(db.engine, "before_cursor_execute", note)
