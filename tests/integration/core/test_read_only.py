"""Where nothing can be written reading goes on, pages say so, and what must be kept is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from app.core import clock, health
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import can_write, writing
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.engines import Engine, SqliteEngine, disconnect

Clients = Callable[[Person | None], PageClient]
SAID = "Neste momento não é possível guardar nada."


@pytest.fixture
def refusing(app: Autonomus, engine: Engine) -> Callable[[], Any]:
    """The database may only be read, as on a full disk or on a server that stands by."""

    def refuse(connection: Any, _record: object) -> None:
        is_sqlite = isinstance(engine, SqliteEngine)
        connection.execute("PRAGMA query_only = 1" if is_sqlite else "SET default_transaction_read_only = on")
        connection.commit()

    @contextmanager
    def made() -> Iterator[None]:
        disconnect()
        event.listen(db.engine, "connect", refuse)
        try:
            yield
        finally:
            event.remove(db.engine, "connect", refuse)
            disconnect()

    return made


@pytest.fixture(autouse=True)
def _written_again(app: Autonomus) -> Iterator[None]:
    yield
    app.extensions.pop(health.KEPT, None)
    with writing():
        pass
    assert can_write()


def test_staff_go_on_reading(refusing: Callable[[], Any], cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    assert SAID not in client.get("/organisations").text
    with refusing(), clock.frozen_at(clock.now() + timedelta(minutes=2)):
        client.get("/organisations")  # its sign of life is dropped
        assert SAID in client.get("/organisations").text
        form = client.get("/organisations/new")
        client.submit(form, "/organisations", status=503, name="Banda", kind="association")
    with clock.frozen_at(clock.now() + timedelta(minutes=4)):
        client.get("/organisations")
        assert SAID not in client.get("/organisations").text


def test_what_was_typed_can_be_sent_once_it_can_be_kept(
    refusing: Callable[[], Any], cast: Cast, client_for: Clients
) -> None:
    client = client_for(cast.administrator)
    form = client.get("/organisations/new").form("/organisations") | {"name": "Banda", "kind": "association"}
    ours = {"Sec-Fetch-Site": "same-origin"}
    with refusing():
        refused = client.post("/organisations", form, status=503, headers=ours)
    assert SAID not in refused.text, "the page says what it is about once"
    again = refused.form("/organisations")
    assert again["name"] == "Banda"
    client.post("/organisations", again)
    assert "Banda" in client.get("/organisations").text


def test_visitors_go_on_reading(refusing: Callable[[], Any], cast: Cast, client_for: Clients) -> None:
    visitor = client_for(cast.kiosk)
    visitor.submit(visitor.get("/kiosk/"), "/kiosk/visit", language="pt")
    with refusing(), clock.frozen_at(clock.now() + timedelta(seconds=20)):
        visitor.get("/kiosk/needs")
        assert SAID in visitor.get("/kiosk/needs").text
    with refusing(), clock.frozen_at(clock.now() + timedelta(hours=1)):
        visitor.get("/kiosk/")  # who went away is not shown any more, and erased when that is possible


def test_what_must_be_logged_is_not_shown(
    refusing: Callable[[], Any], cast: Cast, client_for: Clients
) -> None:
    client = client_for(cast.coordinator)
    with refusing():
        client.get("/participants.csv", status=503)


def test_ready_is_who_can_write(refusing: Callable[[], Any], app: Autonomus, client_for: Clients) -> None:
    client = client_for(None)
    assert client.get("/readyz", judge=False, status=200).response.json["writing"] is True  # type: ignore[index]
    app.extensions.pop(health.KEPT)
    with refusing():
        answer = client.get("/readyz", judge=False, status=503)
        assert answer.response.json == {
            "database": True,
            "migrations": True,
            "writing": False,
            "disk": True,
            "audit_key": True,
            "proxies": True,
        }


def test_asking_whether_it_is_ready_does_not_write_each_time(
    app: Autonomus, client_for: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    monkeypatch.setattr("app.core.throttle.count", lambda *_: tried.append(1))
    for _ in range(5):
        client_for(None).get("/readyz", judge=False)
    assert len(tried) == 1
