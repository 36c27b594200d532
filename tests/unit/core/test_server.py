"""Who sends slowly keeps nobody waiting; what the application hears of a request is what WSGI promises."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from app.core.server import THREADS, share_one_heap
from tests.serving import by_granian

SMALL = """
import json, os, time
from pathlib import Path
from app.core import server as core

core.FIRST_SECONDS, core.LEAST_RATE = 2, 1024

def app(environ, start):
    body = environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/slow":
        Path(environ["QUERY_STRING"].replace("%20", " ")).touch()
        time.sleep(1.5)
    if environ["PATH_INFO"] == "/broken":
        raise ZeroDivisionError
    told = {key: value for key, value in environ.items() if isinstance(value, str)}
    told |= {"body": body.decode("latin-1"), "pid": os.getpid()}
    cookies = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    start("200 OK", [("Content-Type", "application/json"), ("X-One", "1"), *cookies])
    return [json.dumps(told).encode()]

server = core.Server(app, most=100_000)
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "small.py").write_text(SMALL, "utf-8")
    return folder


@pytest.fixture(scope="module")
def port(small: Path) -> Iterator[int]:
    with by_granian(small, "small:server") as (port, _):
        yield port


def ask(port: int, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str]]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("POST" if body is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    return answer.status, json.loads(content) if answer.status == 200 else {}


def announced(port: int, length: int = 1_000, sent: bytes = b"em") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s" % (length, sent))
    return connection


def test_the_application_hears_what_wsgi_promises(port: int) -> None:
    status, told = ask(
        port, "/a%20b/%C3%A9/%2F?q=%C3%A9&x", b"name=Ana", **{"X-Some": "one", "Content-Type": "text/x"}
    )
    assert status == 200
    assert told["REQUEST_METHOD"] == "POST"
    assert told["PATH_INFO"] == "/a b/é//".encode().decode("latin-1")
    assert told["QUERY_STRING"] == "q=%C3%A9&x"
    assert told["CONTENT_LENGTH"] == "8"
    assert told["CONTENT_TYPE"] == "text/x"
    assert told["HTTP_X_SOME"] == "one"
    assert told["HTTP_HOST"] == f"127.0.0.1:{port}"
    assert told["REMOTE_ADDR"] == "127.0.0.1"
    assert told["SERVER_PROTOCOL"] == "HTTP/1.1"
    assert told["wsgi.url_scheme"] == "http"
    assert told["body"] == "name=Ana"


def test_an_address_that_is_no_text_harms_nobody(port: int) -> None:
    assert ask(port, "/%FF/%ED%A0%80")[0] == 200


def test_headers_go_out_as_they_were_set(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
        assert answer.headers["X-One"] == "1"
        assert json.loads(answer.read())["body"] == ""


def test_strange_headers_harm_nobody(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), 10)) as connection:
        connection.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=1\r\nCookie: b=2\r\n"
            b"X-L: caf\xe9\r\nConnection: close\r\n\r\n"
        )
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert told["HTTP_COOKIE"] == "a=1; b=2"
    assert "HTTP_X_L" not in told  # not ASCII: left out, as RFC 9110 allows


def test_a_header_cannot_pass_for_a_proxys(port: int) -> None:
    told = ask(port, "/", None, **{"X-Forwarded-For": "192.0.2.1", "X_Forwarded_For": "203.0.113.9"})[1]
    assert told["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"


def test_an_address_with_its_host_has_one_host(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), 10)) as connection:
        connection.sendall(b"GET http://one/x HTTP/1.1\r\nHost: one\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (told["HTTP_HOST"], told["PATH_INFO"]) == ("one", "/x")


def test_a_body_in_pieces_without_a_length_arrives_whole(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(
            "POST",
            "/",
            iter([b"name", b"=", b"Ana"]),
            encode_chunked=True,
            headers={"Transfer-Encoding": "chunked"},
        )
        told = json.loads(connection.getresponse().read())
    assert (told["body"], told["CONTENT_LENGTH"]) == ("name=Ana", "8")


def test_what_is_too_long_is_not_read_and_its_length_is_told(port: int) -> None:
    with closing(announced(port, 100_001)) as connection:
        answer = connection.recv(65_536)
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (told["body"], told["CONTENT_LENGTH"]) == ("", "100001")


def test_an_error_of_the_application_is_an_answer(port: int) -> None:
    assert ask(port, "/broken")[0] == 500
    assert ask(port, "/")[0] == 200


def test_slow_senders_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as held:
        for _ in range(10 * THREADS):
            held.enter_context(closing(announced(port)))
        started = time.monotonic()
        assert ask(port, "/")[0] == 200
        assert time.monotonic() - started < 1


def test_a_body_has_a_time(port: int) -> None:
    with closing(announced(port)) as connection:
        started = time.monotonic()
        assert connection.recv(1_024).startswith(b"HTTP/1.1 408")
        assert 1 < time.monotonic() - started < 5


def test_a_long_body_on_a_poor_line_arrives(port: int) -> None:
    with closing(announced(port, 9_000, b"")) as connection:
        for _ in range(9):  # three seconds, of which the first two are everybody's
            time.sleep(0.33)
            connection.sendall(b"a" * 1_000)
        assert connection.recv(1_024).startswith(b"HTTP/1.1 200")


def test_a_body_that_was_cut_is_no_request(port: int, small: Path) -> None:
    mark = small / "cut"
    with closing(socket.create_connection(("127.0.0.1", port), 10)) as connection:
        connection.sendall(
            b"POST /slow?%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf" % bytes(mark)
        )
    time.sleep(0.3)
    assert ask(port, "/")[0] == 200
    assert not mark.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("whom", ["the first process", "the group"])
def test_stopping_lets_requests_finish_and_ends_in_time(
    number: signal.Signals, whom: str, small: Path, tmp_path: Path
) -> None:
    """Ctrl-C and, by default, systemd send to the group. A kept connection and a slow body are there."""
    statuses: list[int] = []
    mark = tmp_path / "at work"
    with by_granian(small, "small:server", workers=2) as (port, first), closing(announced(port)):
        idle = HTTPConnection("127.0.0.1", port, timeout=10)
        idle.request("GET", "/")
        idle.getresponse().read()
        asking = threading.Thread(
            target=lambda: statuses.append(ask(port, f"/slow?{mark}".replace(" ", "%20"))[0])
        )
        asking.start()
        while not list(tmp_path.iterdir()):
            time.sleep(0.01)
        started = time.monotonic()
        (os.killpg if whom == "the group" else os.kill)(first.pid, number)
        first.wait(10)
        assert time.monotonic() - started < 5
        asking.join()
        idle.close()
    assert statuses == [200]


def test_a_dead_worker_is_replaced(small: Path) -> None:
    with by_granian(small, "small:server", workers=2) as (port, first):
        before = workers_of(first)
        os.kill(before[0], signal.SIGKILL)
        started = time.monotonic()
        while len({*workers_of(first)} - {*before}) != 1 or not answers(port):
            assert time.monotonic() - started < 10
            time.sleep(0.05)
        print(f"{time.monotonic() - started:.1f} s until everything answered")
        assert first.poll() is None


def workers_of(first: subprocess.Popen[bytes]) -> list[int]:
    return [*map(int, Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text("utf-8").split())]


def answers(port: int) -> bool:
    """Whether each of many requests, which the system spreads over the workers, is answered at once."""
    with suppress(OSError):
        return all(ask(port, "/")[0] == 200 for _ in range(20))
    return False


def test_threads_share_one_heap() -> None:
    assert share_one_heap() == hasattr(ctypes.CDLL(None), "mallopt")
