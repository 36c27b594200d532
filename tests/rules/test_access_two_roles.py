"""Staff who may everything here and little elsewhere: a right that is held here opens nothing there.

Asked of every look at every address: of things of both municipalities, while working in either. What such
staff see of the weaker municipality is what somebody sees who has that role alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from app.accounts.models import Staff, StaffSession
from app.accounts.roles import PERMISSIONS, Role
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from tests.addresses import Address, addresses
from tests.cast import ROLES, Cast, Person, id_of, write_two_roles
from tests.factories.one_of_each import making
from tests.htmx import normalised
from tests.rules.visitors import ClientFor, Values, Visitor
from tests.turns import some

OF_ONE_THING = ("_id", "_token")
LOCAL = ("municipality_id", "back", "opened", "id")
"""Fields that say where a form was drawn, marks of what stands in its others, ids of what it makes."""
SHARED = {
    "accounts.show_staff": "whoever works here and there is one person, to whom a role here can be given",
    "network.edit_organisation": "an organisation of both places is one, and reaches where one administers",
}
"""Pages of what belongs to no municipality alone: two rights show more there, each of its own place."""


@dataclass(frozen=True, slots=True)
class Torn:
    """Somebody with all rights here and the weak role elsewhere, beside somebody with that role alone."""

    weak: Role
    both: Visitor
    alone: Visitor

    def content(self, answer: TestResponse) -> list[str]:
        """The main part of a page by lines, without what says which of the two looks and from where."""
        if answer.mimetype != "text/html":
            return []
        page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        for field in page.select("main input[type=hidden]"):
            if str(field.get("name")) in LOCAL:
                field.decompose()
        text = normalised(page)
        for each in (self.both, self.alone):
            text = text.replace(str(each.actor.id), "one of the two")
        return text.replace("<", "\n<").split("\n")


@pytest.fixture
def torn(app: Autonomus, client_for: ClientFor) -> list[Torn]:
    with making():
        pairs = {role: write_two_roles(role) for role in ROLES}
        for both, alone in pairs.values():
            db.session.get_one(Staff, alone.id).name = db.session.get_one(Staff, both.id).name
    return [
        Torn(Role(role), *(Visitor(each.key, each.actor, client_for(each)) for each in pair))
        for role, pair in pairs.items()
    ]


def test_a_right_held_in_one_municipality_opens_nothing_in_another(
    app: Autonomus, cast: Cast, torn: list[Torn], here: Values, elsewhere: Values
) -> None:
    looks = [each for each in addresses(app) if is_look(each)]
    found = list(found_by_mistake(app, looks, torn, {cast.here: here, cast.elsewhere: elsewhere}))
    assert not found, "\n".join(found)


def test_a_right_that_is_not_asked_for_where_the_thing_is_shows(
    app: Autonomus,
    cast: Cast,
    torn: list[Torn],
    here: Values,
    elsewhere: Values,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Actor, "where", lambda actor, _permission: actor)
    of_a_series = "/workshops/<uuid:workshop_id>"
    every = addresses(app, of_all_features=True)
    looks = [each for each in every if is_look(each) and each.rule.rule.startswith(of_a_series)]
    partners = [each for each in torn if each.weak is Role.PARTNER_TECHNICIAN]
    both = {cast.here: here, cast.elsewhere: elsewhere}
    assert f"GET {of_a_series}/attendance of the weak place" in " ".join(
        found_by_mistake(app, looks, partners, both)
    )


def is_look(address: Address) -> bool:
    """Whether the address shows something to staff who hold a permission."""
    return address.method == "GET" and address.mark.permission is not None


def found_by_mistake(
    app: Autonomus, looks: list[Address], torn: list[Torn], things: dict[UUID, Values]
) -> Iterator[str]:
    """What staff with two roles see and should not, or should see and do not."""
    for address in looks:
        for each in some(torn, 1, "visits of staff with two roles", f"{address}"):
            for working in things:
                _work(each.both, working)
                for where in things if _names_a_thing(address) else (working,):
                    answer = each.both.ask(app, address, things[where])
                    if wrong := _wrong(app, address, each, where, things[where], answer):
                        yield f"{address} of {_name(where)} by {each.both.key} in {_name(working)}: {wrong}"


def _wrong(
    app: Autonomus, address: Address, each: Torn, where: UUID, values: Values, answer: TestResponse
) -> str:
    """What is wrong with the answer about `where`; nothing for one that is right."""
    if where == id_of("here"):
        return "" if answer.status_code in {200, 303, 404, 409} else f"{answer.status_code}"
    if address.mark.permission not in PERMISSIONS[each.weak]:
        right = 404 if _names_a_thing(address) else 403
        return "" if answer.status_code == right else f"{answer.status_code}, not {right}"
    alone = each.alone.ask(app, address, values)
    if answer.status_code != alone.status_code:
        return f"{answer.status_code}, and {alone.status_code} to who has that role alone"
    if address.endpoint in SHARED or answer.status_code >= 400:
        return ""
    return _difference(each.content(answer), each.content(alone))


def _difference(ours: list[str], theirs: list[str]) -> str:
    more = [line for line in ours if line not in theirs]
    return f"sees more than who has that role alone: {more[:3]}" if more else ""


def _names_a_thing(address: Address) -> bool:
    return any(name.endswith(OF_ONE_THING) for name in address.rule.arguments)


def _work(visitor: Visitor, where: UUID) -> None:
    with making():
        session = db.session.query(StaffSession).filter_by(staff_id=Person(visitor.key).id).one()
        session.municipality_id = where


def _name(where: UUID) -> str:
    return "the strong place" if where == id_of("here") else "the weak place"
