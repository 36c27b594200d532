"""Behind a proxy that nobody named, everybody has one address: production says so."""

from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.core import proxies, server
from app.core.application import Autonomus
from app.core.config import Environment
from app.factory import create_app
from tests.engines import Engine, disconnect, settings

Production = Callable[[int], FlaskClient]
ALL_WELL = {
    "database": True,
    "migrations": True,
    "writing": True,
    "disk": True,
    "audit_key": True,
    "proxies": True,
}


@pytest.fixture
def production(engine: Engine, app: Autonomus, tmp_path: Path) -> Iterator[Production]:
    """A browser before a production that trusts so many proxies."""
    made: list[Autonomus] = []

    def make(trusted: int) -> FlaskClient:
        config = replace(
            settings(engine.url, tmp_path), environment=Environment.PRODUCTION, trusted_proxies=trusted
        )
        made.append(create_app(config))
        client = made[-1].test_client()
        client.environ_base[server.OURS] = True  # type: ignore[assignment]  # Werkzeug knows of texts
        return client

    yield make
    for each in made:
        with each.app_context():
            disconnect()


def ask(client: FlaskClient, path: str, **headers: str) -> tuple[int, object]:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = Context().run(lambda: client.get(path, headers={"Host": "localhost", **said}))
    return answer.status_code, answer.get_json(silent=True)


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_IP"])
def test_forwarding_headers_that_are_not_trusted_are_told(
    production: Production, capsys: pytest.CaptureFixture[str], header: str
) -> None:
    client = production(0)
    status, checks = ask(client, "/readyz")
    assert (status, checks) == (
        200,
        ALL_WELL,
    )
    for _ in range(3):
        ask(client, "/healthz", **{header: "192.0.2.7"})
    said = [line for line in capsys.readouterr().err.splitlines() if "set TRUSTED_PROXIES" in line]
    assert len(said) == 1
    assert "192.0.2.7" not in said[0]
    status, checks = ask(client, "/readyz")
    assert isinstance(checks, dict)
    assert checks["proxies"] is False
    assert status == 200, "anybody can send such a header; nobody may take the portal away by it"


def test_those_of_a_named_proxy_are_believed(production: Production) -> None:
    client = production(1)
    ask(client, "/healthz", X_Forwarded_For="192.0.2.7")
    assert ask(client, "/readyz", X_Forwarded_For="192.0.2.7")[1] == ALL_WELL


def told(capsys: pytest.CaptureFixture[str]) -> int:
    return capsys.readouterr().err.count("set TRUSTED_PROXIES")


def test_what_was_seen_is_said_again_at_every_start_until_the_proxy_is_named(
    production: Production, capsys: pytest.CaptureFixture[str]
) -> None:
    first, other = production(0), production(0)
    ask(first, "/healthz", X_Forwarded_For="192.0.2.7")
    assert told(capsys) == 1
    assert is_trusted(other) is False, "another worker knows of it"
    again = production(0)
    assert told(capsys) == 1
    assert is_trusted(again) is False
    assert is_trusted(production(1)) is True
    production(0)
    assert told(capsys) == 0


def is_trusted(client: FlaskClient) -> bool:
    checks = ask(client, "/readyz")[1]
    assert isinstance(checks, dict)
    return bool(checks["proxies"])


def test_where_nothing_can_be_kept_it_is_said_all_the_same(
    production: Production, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    client = production(0)
    (tmp_path / proxies.SEEN).symlink_to("none/there")
    ask(client, "/healthz", X_Forwarded_For="192.0.2.7")
    assert told(capsys) == 1
    assert is_trusted(client) is False


def test_production_answers_nothing_that_another_server_brings(
    production: Production, capsys: pytest.CaptureFixture[str]
) -> None:
    client = production(0)
    del client.environ_base[server.OURS]
    for path in ("/healthz", "/readyz", "/"):
        assert ask(client, path, Autonomus_Server="True") == (503, None)
    assert capsys.readouterr().err.count("start it by python -m app.serve --interface rsgi wsgi:server") == 1
