"""One migrated database a run, put back before each test: real commits, no savepoints."""

import gc
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.core import clock, health
from app.core.application import Autonomus
from app.core.db import db, will_write
from app.factory import create_app
from tests import cover, statements, turns
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.drawing import Jinja, drawn_twice
from tests.engines import Engine, SqliteEngine, disconnect, settings
from tests.factories.messages import GATEWAY
from tests.postgresql import PostgresEngine
from tests.summary import Summary


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.addoption("--postgresql", type=Path, help="the folder of another release's programs")
    parser.addoption("--all", action="store_true", help="leave nothing to other turns (tests/turns.py)")
    parser.addoption(
        "--feature", help="of rules about pages, only those of this feature (tests/addresses.py)"
    )
    parser.addoption("--covered", action="store_true", help="leave out what the other engine sees to")
    parser.addoption("--write-cover", action="store_true", help="find out what may be (tests/cover.py)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--all"):
        os.environ["SAMPLED"] = "no"  # before anything is collected, and for every process of this run
    if feature := config.getoption("--feature"):
        os.environ["FEATURE"] = feature
    hypothesis.settings.register_profile("ours", deadline=None)  # a busy machine is no fault
    hypothesis.settings.load_profile("ours")
    config.pluginmanager.register(Summary(config))
    if is_on_second(config) and (config.getoption("--covered") or config.getoption("--write-cover")):
        statements.record()
    config.addinivalue_line("markers", "clock(iso): stop the clock at this aware instant for the test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second engine only what meets a database runs: the rest cannot come out differently there."""
    # Every fixture that a test asks for stands here, also those that its fixtures ask for.
    meeting = {item for item in items if "engine" in getattr(item, "fixturenames", ())}
    running = {cover.function_of(item.nodeid) for item in meeting}
    if config.getoption("--covered") and not config.getoption("--write-cover") and not turns.everything():
        choose = cover.on_second if is_on_second(config) else cover.on_first
        running = choose(running, cover.known())
    chosen = {item for item in meeting if cover.function_of(item.nodeid) in running}
    if not is_on_second(config):
        chosen |= set(items) - meeting
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def is_on_second(config: pytest.Config) -> bool:
    return bool(config.getoption("--engine") == "postgresql")


def pytest_collection_finish() -> None:
    """What is there now stays for the whole run: looking for litter among it took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The database engine of this run, holding the migrated template with catalogue and cast."""
    folder = tmp_path_factory.mktemp("database")
    engine: Engine
    if request.config.getoption("--engine") == "sqlite":
        engine = SqliteEngine(folder)
    else:
        engine = PostgresEngine(folder, request.config.getoption("--postgresql"))
    statements.sent.clear()  # what made the database is no test's
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def shared_app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Autonomus]:
    """One application a run; the database behind it is put back for each test."""
    shared_app = create_app(settings(engine.url, tmp_path_factory.mktemp("data")))
    yield shared_app
    with shared_app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Autonomus, engine: Engine) -> Iterator[Autonomus]:
    """The application on a database that holds the template, inside an application context."""
    engine.renew()
    shutil.rmtree(shared_app.settings.data_folder / "anchors", ignore_errors=True)  # of another test's trail
    shared_app.extensions.pop(health.KEPT, None)  # what another test's /readyz found out
    with shared_app.app_context():
        yield shared_app
        if engine.must_disconnect:
            disconnect()
        else:
            db.session.remove()


@pytest.fixture(scope="session")
def jinja(shared_app: Autonomus) -> Jinja:
    """Jinja as it comes, for drawing a page a second time."""
    return Jinja(shared_app)


@pytest.fixture(autouse=True)
def _drawn_twice(request: pytest.FixtureRequest) -> Iterator[None]:
    """With `--all`, whatever a test draws is drawn by Jinja itself too."""
    if not turns.everything() or "app" not in request.fixturenames:
        yield
        return
    with drawn_twice(request.getfixturevalue("app"), request.getfixturevalue("jinja")) as different:
        yield
    assert not different, "\n".join(different)


@pytest.fixture
def channels(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail and short messages can leave."""
    there = replace(app.settings, smtp_url="smtp://mail.example:25", http_sms=GATEWAY)
    monkeypatch.setattr(app, "settings", there)


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


@pytest.fixture(scope="session")
def open_connections() -> Iterator[set[object]]:
    """The connections to SQLite files that somebody opened and has not closed yet."""
    opened: set[object] = set()

    def note(connection: object, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            opened.add(connection)

    def forget(connection: object, _record: object) -> None:
        opened.discard(connection)

    event.listen(Pool, "connect", note)
    event.listen(Pool, "close", forget)
    yield opened
    event.remove(Pool, "connect", note)
    event.remove(Pool, "close", forget)


@pytest.fixture(scope="session", autouse=True)
def _last_first() -> Iterator[None]:
    """What SQLite may give in any order it gives the other way round than PostgreSQL mostly does: whoever
    unpacks rows by position, and has not said in which order, fails on one of the two.
    """

    def reverse(connection: object, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA reverse_unordered_selects = ON")

    event.listen(Pool, "connect", reverse)
    yield
    event.remove(Pool, "connect", reverse)


@pytest.fixture(autouse=True)
def _all_closed(open_connections: set[object]) -> Iterator[None]:
    """Whoever opens a connection closes it: of one that was dropped only Python 3.13 tells, and late."""
    yield
    left = len(open_connections)
    open_connections.clear()
    assert not left, f"{left} connections to SQLite were left open"


@pytest.fixture(autouse=True)
def _will_write() -> None:
    """A test begins as a command does: the page that the test before it asked for last only read."""
    will_write.set(True)


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    mark = request.node.get_closest_marker("clock")
    if mark is None:
        yield
        return
    with clock.frozen_at(datetime.fromisoformat(mark.args[0])):
        yield


@pytest.fixture(params=["a commit", "the next"])
def any_turn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sample must find at any turn; what it leaves out is not told at the end of the run."""
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    number = zlib.crc32(str(request.param).encode())
    monkeypatch.setattr(turns, "seed", lambda: number)
