"""The configurations that docs/operation recommends: slow senders hold up nobody behind any of them."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.core import slow_senders
from app.core.config import ROOT
from tests.serving import by_granian

SMALL = """
from app.core import server as core

core.FIRST_SECONDS = 4

def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_FORWARDED_PROTO", "").encode()]

server = core.Server(app, most=100_000)
"""
NGINX = "daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {content} }}"


def _nginx(folder: Path, content: str) -> list[str]:
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, content=paths + content), "utf-8")
    return ["nginx", "-c", str(folder / "nginx.conf")]


def _haproxy(folder: Path, content: str) -> list[str]:
    (folder / "haproxy.cfg").write_text(content, "utf-8")
    return ["haproxy", "-db", "-f", str(folder / "haproxy.cfg")]


def _caddy(folder: Path, content: str) -> list[str]:
    (folder / "Caddyfile").write_text(content, "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


PROXIES = {
    "nginx": ("nginx.conf", _nginx),
    "haproxy": ("haproxy.cfg", _haproxy),
    "caddy": ("Caddyfile", _caddy),
}


@contextmanager
def behind(name: str, folder: Path, server: int) -> Iterator[str]:
    """The address of a proxy with our configuration, but for its ports, its name and its certificate."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file, command = PROXIES[name]
    content = (ROOT / "docs/proxies" / file).read_text("utf-8")
    for written, ours in {
        "portal.example.org {": f"localhost:{port} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem",
        "portal.example.org": "localhost",
        "127.0.0.1:8000": f"127.0.0.1:{server}",
        "listen 443": f"listen {port}",
        "bind :443": f"bind 127.0.0.1:{port}",
        "/etc/ssl/autonomus": str(folder),
        "/etc/haproxy": str(folder),
        " 20s": " 5s",
        "read_body 2m": "read_body 5s",
        "\n{\n\tservers": "\n{\n\tadmin off\n\tauto_https disable_redirects\n\tservers",
    }.items():
        content = content.replace(written, ours)
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command(folder, content), cwd=folder, stdout=said, stderr=said)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("localhost", port), 1):
                break
            assert process.poll() is None, (folder / "said").read_text("utf-8")
            time.sleep(0.05)
        yield f"https://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a certificate of localhost that this process believes."""
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run([*words.split(), *files], cwd=tmp_path, check=True, capture_output=True)
    pair = [(tmp_path / each).read_text("utf-8") for each in ("fullchain.pem", "privkey.pem")]
    (tmp_path / "autonomus.pem").write_text("".join(pair), "utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "fullchain.pem"))
    return tmp_path


@pytest.mark.parametrize("name", PROXIES)
def test_slow_senders_hold_up_nobody_behind_it(
    name: str, certified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here")
    monkeypatch.setattr(slow_senders, "TIMES", 5)
    (certified / "small.py").write_text(SMALL, "utf-8")
    with by_granian(certified, "small:server") as (server, _), behind(name, certified, server) as address:
        found = slow_senders.try_out(address, senders=40, patience=30)
        place = address.removeprefix("https://localhost:")
        with socket.create_connection(("localhost", int(place))) as plain:
            context = ssl.create_default_context()
            with context.wrap_socket(plain, server_hostname="localhost") as connection:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                answer = b"".join(iter(lambda: connection.recv(4_096), b""))
    assert not found.others_wait, found
    assert found.ended_after is not None, "slow senders were never sent away"
    assert answer.rstrip().endswith(b"https"), "the portal is not told that it is reached by TLS"
