"""What goes wrong around the product: a full disk, a locked database, a server that dies."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.db import db
from app.core.unit_of_work import writing
from app.network.parties.models import Organisation
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.engines import Engine, SqliteEngine, disconnect

NEW = {"name": "Banda Filarmónica de Amieira", "kind": "association"}
Clients = Callable[[Person | None], PageClient]


@pytest.fixture
def sqlite_only(engine: Engine) -> None:
    """For faults that are made in SQLite's own way."""
    if not isinstance(engine, SqliteEngine):
        pytest.skip("PostgreSQL's disk is not ours to fill, and its locks are by row")


def _count() -> int:
    db.session.rollback()
    count = db.session.query(Organisation).filter_by(name=NEW["name"]).count()
    db.session.rollback()
    return count


@pytest.fixture
def full_disk(app: Autonomus, sqlite_only: None) -> Iterator[None]:
    """SQLite refuses to take another page, as on a full disk."""

    def limit(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]  # never below the present size

    disconnect()
    event.listen(db.engine, "connect", limit)
    yield
    event.remove(db.engine, "connect", limit)
    disconnect()


def test_a_full_disk_is_said_plainly_and_nothing_is_half_written(
    full_disk: None, cast: Cast, client_for: Clients
) -> None:
    client = client_for(cast.administrator)
    refused: Page | None = None
    number = 0
    while refused is None:  # until the free room inside the file is used up
        form = client.get("/organisations/new")
        name = f"Banda {number} " + "x" * 150
        page = client.submit(form, "/organisations", status=None, kind="association", name=name)
        refused = page if page.status == 503 else None
        number += page.status == 303
        assert number < 200, "the disk never filled"
    assert refused.soup.h1 is not None
    written = db.session.query(Organisation).filter(Organisation.name.like("Banda % x%")).count()
    assert written == number, "a refused one was half-written"


def test_a_locked_database_is_said_plainly(
    sqlite_only: None, cast: Cast, client_for: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(cast.administrator)
    page = client.get("/organisations/new")
    db.session.rollback()
    holder = db.engine.raw_connection()
    try:
        holder.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        answer = client.submit(page, "/organisations", status=503, **NEW)
        assert time.monotonic() - started < 15
        assert answer.soup.h1 is not None
    finally:
        holder.rollback()
        holder.close()
    assert _count() == 0


def test_a_command_that_has_ended_left_everything_in_one_file(
    app: Autonomus, engine: Engine, sqlite_only: None, tmp_path: Path
) -> None:
    """Whoever stops the portal and copies the database by hand has all of it."""
    environment = {"AUTONOMUS_ENV": "development", "DATABASE_URL": engine.url, "DATA_FOLDER": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "load-catalogue"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, capture_output=True)
    file = Path(make_url(engine.url).database or "")
    assert [path.name for path in file.parent.glob(f"{file.name}*")] == [file.name]


def test_what_was_acknowledged_survives_the_death_of_the_server(
    app: Autonomus, engine: Engine, cast: Cast, client_for: Clients, tmp_path: Path
) -> None:
    with writing():
        db.session.execute(text("SELECT 1"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = f"""
from pathlib import Path
from werkzeug.serving import run_simple
from app.factory import create_app
from tests.engines import settings
run_simple("127.0.0.1", {port}, create_app(settings({engine.url!r}, Path({str(tmp_path)!r}))))
"""
    server = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        client = client_for(cast.administrator)
        form = client.get("/organisations/new").form("/organisations")
        status = _post(port, {**form, **NEW}, client)
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    assert status == 303
    assert _count() == 1


def _wait(port: int) -> None:
    for _ in range(1200):  # a minute: a busy machine takes long to start
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        time.sleep(0.05)


def _post(port: int, form: dict[str, str], client: PageClient) -> int:
    import http.client
    from urllib.parse import urlencode

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    cookie = client.browser.get_cookie("__Host-session", domain="localhost")
    assert cookie is not None
    headers = {
        "Host": "localhost",
        "Cookie": f"__Host-session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/organisations", urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
