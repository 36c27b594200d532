"""The operator learns from outside whether slow senders hold up others, and whether they are sent away."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask

from app import cli
from app.core import slow_senders
from tests.serving import by_granian

SMALL = """
from app.core import server as core

core.FIRST_SECONDS = 2

def app(environ, start):
    start("200 OK", [])
    return [b""]

server = core.Server(app, most=100_000)
"""


class Patient(BaseHTTPRequestHandler):
    """Waits for a body as long as it takes."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(1_000)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def patient(kind: type[HTTPServer]) -> Iterator[str]:
    server = kind(("127.0.0.1", 0), Patient)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_senders, "TIMES", 5)
    monkeypatch.setattr(slow_senders, "LONGEST", 2.0)


def told(address: str, patience: float) -> tuple[int, str]:
    app = Flask("some")
    cli.init_app(app)
    words = ["check-proxy", "--url", address, "--senders", "10", "--patience", str(patience)]
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def test_our_own_server_lets_nobody_wait_and_sends_the_slow_away(hurried: None, tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(SMALL, "utf-8")
    with by_granian(tmp_path, "small:server") as (port, _):
        code, said = told(f"http://127.0.0.1:{port}", patience=8)
    assert code == 0, said
    assert "sent away after" in said


def test_one_who_waits_for_bodies_with_its_only_hand_is_found(hurried: None) -> None:
    with patient(HTTPServer) as address:
        code, said = told(address, patience=1)
    assert code == 1
    assert "others wait for slow senders" in said


def test_one_who_waits_for_ever_is_found(hurried: None) -> None:
    with patient(ThreadingHTTPServer) as address:
        code, said = told(address, patience=1)
    assert code == 1
    assert "still there after 1 s" in said


def test_an_address_where_nobody_answers_is_said() -> None:
    code, said = told("http://127.0.0.1:9", patience=1)
    assert code == 1
    assert "cannot be tried" in said
