"""The application behind a real port: served by threads of the test's own process, or as in production."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from werkzeug.serving import make_server

from app.core.application import Autonomus
from app.core.config import ROOT
from app.dev.processes import SERVER


@contextmanager
def serving(app: Autonomus) -> Iterator[int]:
    """Give the port. At the end every request is answered, and its connection to the database given back."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = False  # type: ignore[attr-defined]  # closing waits for its threads
    accepting = threading.Thread(target=server.serve_forever, args=[0.02])  # how long its end waits for it
    accepting.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        accepting.join()


def free_port() -> int:
    """One that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def by_granian(
    folder: Path, target: str, *, workers: int = 1, port: int = 0, **environment: str
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port and the first process of a server with the options of production, in a group of its own,
    once it answers. Its program may stand in `folder`; with GRANIAN_SSL_CERTIFICATE it speaks TLS. At the end
    it is killed, whatever it is doing.
    """
    port = port or free_port()
    command = SERVER.replace("--workers 2", f"--workers {workers}").split()
    command[0] = str(Path(sys.executable).with_name(command[0]))
    words = [*command, "--port", str(port), target]
    path = os.environ | {"PYTHONPATH": f"{folder}:{ROOT}"} | environment
    first = subprocess.Popen(words, cwd=ROOT, env=path, start_new_session=True)
    try:
        for _ in range(1200):  # a minute: a busy machine takes long to start
            with suppress(OSError):
                if "GRANIAN_SSL_CERTIFICATE" in environment:
                    ssl.get_server_certificate(("127.0.0.1", port), timeout=1)  # it may be a bad one
                else:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
                break
            time.sleep(0.05)
        yield port, first
    finally:
        with suppress(ProcessLookupError):
            os.killpg(first.pid, signal.SIGKILL)
        first.wait()
