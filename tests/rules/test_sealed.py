"""Nobody learns of a sealed person, or changes anything of theirs, who may not: by no page and by no form.

There is one thing of every kind, and everybody whom it is about is sealed. Every look and every write of the
product is tried by every role: those who may not know of these people, and the coordinator, who may, but has
given no reason. Of names, codes and lists that are typed: tests/integration/*/test_sealed_*.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.roles import Role
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import Base, db, new_id
from app.core.feature import PersonTable, declared
from app.core.idempotency import FIELD as KEY
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.entries import describe_entry
from app.workshops.proposals.operations import propose_session
from tests.addresses import Address, addresses
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import FITTING, FoundForm, fetch, walk
from tests.engines import Engine, disconnect
from tests.factories.one_of_each import WORDS, clerk, making, one_of_each
from tests.turns import some

ClientFor = Callable[[Person | None], PageClient]
Rows = Mapping[tuple[str, str], tuple[Any, ...]]
WITHOUT_SIGHT = [role.value for role in Role if role is not Role.COORDINATOR]
TAUGHT = "Renda de bilros."
OF_THEM = (
    "Dona Alda",
    "café da praça",
    "+351912345678",
    "912 345 678",
    "biscates de trolha",
    "Gosta de vir",
    TAUGHT,
)
"""What stands in their records beside their names."""
OF_A_SERIES = {
    "workshops.enrolments": "who is in it",
    "workshops.note_session": "the table of a session",
    "workshops.note_series": "the table of a series",
    "workshops.complete": "who reaches the hours",
    "workshops.confirm_all": "who waits to be confirmed, drawn again; the act leaves protected people out",
}
"""Lists that name whoever the reader may know of, and say who is protected; nothing of one person opens."""
HOLDERS = "participant_id", "member_id", "inventory_id"
"""What a row hangs on that is a person's; on none of a person where that is nobody's."""
OF_WORDS = frozenset({"workshops.learning", "workshops.proposals"})
"""Lists of what people said or learnt: no protected person's name or words without a reason."""
OF_ALL = {
    "initiatives.restore_team": "a proposal that is taken up again is without who may not be proposed",
    "workshops.cancel_series": "who has a place in a series that is called off has none any more",
    "workshops.restore_series": "who lost it with the series has it again where that was a mistake",
}
"""What is done with a whole series or municipality, to its sealed people like to the others."""


@dataclass
class Sealed:
    """The place in which everybody is sealed; `secrets` must stand on no page."""

    app: Autonomus
    engine: Engine
    client_for: ClientFor
    values: dict[str, str]
    forms: Sequence[FoundForm]
    secrets: tuple[str, ...]
    before: Rows
    browsers: dict[str, PageClient] = field(default_factory=dict)

    def browser(self, role: str) -> PageClient:
        """The browser of that role."""
        if role not in self.browsers:
            self.browsers[role] = self.client_for(Person(role))
        return self.browsers[role]

    def restore(self) -> None:
        """Everything as it was, and new browsers."""
        disconnect()
        self.engine.renew("sealed")
        self.browsers.clear()


@pytest.fixture
def sealed(app: Autonomus, engine: Engine, cast: Cast, client_for: ClientFor) -> Sealed:
    values = WORDS | one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
    values["proposal_id"] = proposal_of(clerk(cast.here, cast.colleague.id), values["entry_id"])
    looks = [each.filled(app, values) for each in addresses(app) if each.method == "GET"]
    seen = walk(app, client_for(cast.coordinator), looks)
    with making():
        people = db.session.scalars(select(Participant).order_by(Participant.id)).all()
        for each in people:
            if not each.is_sealed:
                seal(clerk(cast.here, cast.colleague.id), participant=each, reason=SEAL_REASONS[0])
        names = tuple(each.name for each in people)
    rows = rows_of_people(app)
    disconnect()
    engine.keep("sealed")
    forms = [form for form in seen.forms.values() if form.method == "POST"]
    return Sealed(app, engine, client_for, values, forms, (*names, *OF_THEM), rows)


def proposal_of(actor: Actor, entry_id: str) -> str:
    """The person of a list offers to teach something that stands in it."""
    with making():
        entry = db.session.get_one(InventoryEntry, UUID(entry_id))
        describe_entry(actor, entry=entry, level="teaches")
        made = propose_session(
            actor,
            proposal_id=new_id(),
            participant=db.session.get_one(Participant, entry.participant_id),
            competence_id=entry.competence_id,
            words=TAUGHT,
        )
        return str(made.id)


def rows_of_people(app: Autonomus) -> Rows:
    """Every row that belongs to a person, by table and key."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    nobodys = {None, *db.session.scalars(select(Inventory.id).where(Inventory.participant_id.is_(None)))}
    for each in declared(PersonTable, app):
        table = Base.metadata.tables[each.model.__tablename__]
        for row in db.session.execute(select(table)).mappings():
            hangs_on = next((row[name] for name in HOLDERS if name in row), True)
            if hangs_on not in nobodys:
                key = " ".join(str(row[column.name]) for column in table.primary_key)
                found[table.name, key] = tuple(row.values())
    db.session.rollback()
    return found


def test_who_may_not_know_of_sealed_people_learns_nothing_and_changes_nothing(
    app: Autonomus, sealed: Sealed
) -> None:
    found = []
    for address in looks(app):
        for role in some(WITHOUT_SIGHT, 1, "looks of who may not know of a sealed person", f"{address}"):
            for url in asked(app, address, sealed):
                answer = fetch(sealed.browser(role), "GET", url)
                found += [f"{role} at {url}: {each}" for each in said(answer, sealed)]
    for attempt in attempts(sealed):
        for role in some(WITHOUT_SIGHT, 1, "writes of who may not know of a sealed person", attempt.name):
            found += attempt.wrongs(sealed, role)
    assert not found, "\n".join(found)


def test_the_coordinator_gives_a_reason_before_anything_of_a_sealed_person_opens(
    app: Autonomus, sealed: Sealed
) -> None:
    found = []
    for address in looks(app):
        if (address.ids and address.endpoint not in OF_A_SERIES) or address.endpoint in OF_WORDS:
            answer = fetch(sealed.browser("coordinator"), "GET", address.filled(app, sealed.values))
            found += [f"{address}: {each}" for each in said(answer, sealed)]
    for attempt in attempts(sealed):
        if attempt.endpoint not in OF_A_SERIES:
            found += attempt.wrongs(sealed, "coordinator")
    assert not found, "\n".join(found)
    open_with_reasons(sealed.browser("coordinator"), sealed.values)


def open_with_reasons(client: PageClient, values: dict[str, str]) -> None:
    """The reason is what keeps these pages shut, and nothing that would keep everybody out."""
    of_them = ("enrolments/{enrolment_id}", "certificates/{certificate_id}", "attendance/slips/{slip_token}")
    pages = [f"/{each}".format(**values) for each in (*of_them, "people-to-confirm/{unverified_id}")]
    questions = [fetch(client, "GET", each) for each in pages]
    assert [each.status_code for each in questions] == [303] * 4
    for each in questions:
        assert "/opening?next=" in each.location
        fetch(client, "POST", each.location, data={"csrf_token": client.token(), "reason": "person_present"})
    assert [fetch(client, "GET", each).status_code for each in pages] == [200] * 4


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form as a page offered it, or an unsafe address with everything that could be named."""

    name: str
    endpoint: str
    url: str
    fields: Mapping[str, str]

    def wrongs(self, sealed: Sealed, role: str) -> Iterator[str]:
        """What came of it and should not have."""
        client = sealed.browser(role)
        data = {**self.fields, KEY: str(new_id()), "csrf_token": client.token()}
        answer = fetch(client, "POST", self.url, data=data)
        told = f"{role} by {self.name}"
        if answer.status_code >= 500:
            yield f"{told}: {answer.status_code}"
        for each in said(answer, sealed):
            yield f"{told}: {each}"
        if answer.status_code >= 400:
            return  # and so rolled back: tests/rules/test_storm.py
        after = rows_of_people(sealed.app)
        changed = {table for (table, key), row in sealed.before.items() if after.get((table, key)) != row}
        if changed and self.endpoint not in OF_ALL:
            yield f"{told}: changes {changed}"
        sealed.restore()


def attempts(sealed: Sealed) -> Iterator[Attempt]:
    """Every form of every page, and every unsafe address with all ids as fields."""
    for form in sealed.forms:
        fields = {each.name: each.fitting.replace(FITTING["tel"], "913111222") for each in form.fields}
        yield Attempt(f"{form} of {form.page}", form.endpoint, form.action, fields)
    named = sealed.values | {"known_id": sealed.values["participant_id"], "decision": "new"}
    for each in addresses(sealed.app):
        if each.method == "POST" and each.mark.permission is not None:
            yield Attempt(f"{each}", each.endpoint, each.filled(sealed.app, sealed.values), named)


def looks(app: Autonomus) -> Iterator[Address]:
    """What staff look at by a permission, or because they are signed in."""
    for each in addresses(app):
        if each.method == "GET" and each.mark.audience == "staff":
            yield each


def asked(app: Autonomus, address: Address, sealed: Sealed) -> Iterator[str]:
    """The address, also with part of a name in every box that takes words, and with ids as arguments."""
    url = address.filled(app, sealed.values)
    yield url
    first = sealed.secrets[0].split()[0]
    yield f"{url}?q={first}&name={first}"
    yield f"{url}?participant={sealed.values['participant_id']}&opened={sealed.values['participant_id']}"


def said(answer: TestResponse, sealed: Sealed) -> list[str]:
    """What an answer says of sealed people."""
    text = unescape(answer.get_data().decode("utf-8", "replace"))
    return [each for each in sealed.secrets if each in text]
