"""A person before the kiosk of the cast, a clock that goes by hand, and a look into every table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, db
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import code_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories import workshops
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit
from tests.integration.kiosk.visitor import Visitor, begin_again

START = datetime(2027, 3, 1, 10, tzinfo=UTC)


class HandClock:
    """`pass_by(60)` lets a minute go by for everybody; `pass_by(-3600)` is a clock that is set back."""

    def __init__(self) -> None:
        self.now = START

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """The clock, stopped until a test moves it."""
    hand = HandClock()
    monkeypatch.setattr(clock, "now", lambda: hand.now)
    return hand


@pytest.fixture
def visitor(cast: Cast, client_for: Callable[[Person | None], PageClient]) -> Visitor:
    """Somebody who stands before the first screen."""
    return Visitor(client_for(cast.kiosk))


@pytest.fixture
def telling(visitor: Visitor) -> Visitor:
    """Somebody who has answered three cards: daily, often, never."""
    visitor.answer("language", "uk")
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    visitor.choose("home-family")
    for frequency in ("daily", "often", "never"):
        visitor.answer("frequency", frequency)
    return visitor


@pytest.fixture
def code(visitor: Visitor, cast: Cast) -> ClaimCode:
    """Of a list of two competences and own words that somebody kept and left; a new visit has begun."""
    begin_visit(cast.kiosk.id, saved=True)
    code = code_of(the_list())
    begin_again(visitor)
    return code


def the_list() -> Inventory:
    """The one list there is, erased ones apart."""
    db.session.rollback()
    return db.session.scalars(select(Inventory).where(Inventory.state != InventoryState.ERASED)).one()


@pytest.fixture
def writer(cast: Cast) -> Actor:
    """Somebody who plans series here."""
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def workshop_id(writer: Actor, cast: Cast) -> UUID:
    """A series with two places."""
    with making():
        return workshops.make_workshop(writer, capacity=2, organisation_id=cast.town_hall).id


def rows() -> dict[str, int]:
    """How many rows every table has."""
    db.session.rollback()
    return {
        table.name: db.session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
    }


@contextmanager
def counting_statements() -> Iterator[list[str]]:
    """What reaches the database meanwhile, the bounds of transactions apart."""
    statements: list[str] = []

    def note(*arguments: object) -> None:
        if not str(arguments[2]).startswith("BEGIN"):
            statements.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
