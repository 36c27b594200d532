"""One migrated template database a run, a copy of it a test: real commits, no savepoints."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.factory import create_app
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.engines import Engine, PostgresEngine, SqliteEngine, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clock(iso): stop the clock at this aware instant for the test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second engine only what meets a database runs: the rest cannot come out differently there."""
    if config.getoption("--engine") == "sqlite":
        return
    meeting: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        # Every fixture that a test asks for stands here, also those that its fixtures ask for.
        (meeting if "engine" in getattr(item, "fixturenames", ()) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = meeting


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The database engine of this run, holding the migrated template with catalogue and cast."""
    folder = tmp_path_factory.mktemp("database")
    kind = PostgresEngine if request.config.getoption("--engine") == "postgresql" else SqliteEngine
    engine = kind(folder)
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def shared_app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Autonomus:
    """One application a run; the database behind it is exchanged for each test."""
    return create_app(settings(engine.url, tmp_path_factory.mktemp("data")))


@pytest.fixture
def app(shared_app: Autonomus, engine: Engine) -> Iterator[Autonomus]:
    """The application on a fresh copy of the template database, inside an application context."""
    engine.renew()
    with shared_app.app_context():
        yield shared_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Autonomus) -> Cast:
    """The same people everywhere (see tests/cast.py)."""
    return Cast.read()


@pytest.fixture
def client_for(app: Autonomus) -> Callable[[Person | None], PageClient]:
    """A browser in which somebody of the cast is signed in; None is nobody."""

    def make(person: Person | None = None) -> PageClient:
        client = PageClient(app)
        if person is not None:
            person.enter(client)
        return client

    return make


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    mark = request.node.get_closest_marker("clock")
    if mark is None:
        yield
        return
    with clock.frozen_at(datetime.fromisoformat(mark.args[0])):
        yield
