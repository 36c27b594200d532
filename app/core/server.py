"""What the server calls: a request's body is here before a thread of ours is needed for it.

    python -m app.serve --interface rsgi wsgi:server

By granian's WSGI a request takes a thread as soon as its head is there, and keeps it while its body is on
the way: two who announce a thousand bytes and send two stop two workers of one thread for good. By its RSGI
bodies arrive beside the threads, many at a time, each within a time; the application, which knows nothing of
it, gets them whole. Files leave without a thread as well: granian holds what a slow reader has not taken yet.
In production nothing is answered that came by another way.
"""

import asyncio
import ctypes
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.core.config import Config

if TYPE_CHECKING:
    from app.core.application import Autonomus

log = logging.getLogger(__name__)
THREADS = 4
"""Requests at work in a worker at once. More share one interpreter: who waits for a thread waits shorter than
all would that have one."""
TURN = 0.0005
"""Seconds after which a thread that computes lets another have the interpreter. A page asks the database a
dozen times and stands in line after each answer: beside a long list, with Python's own 5 ms, the slowest in a
hundred took half as long again.
"""
ARENAS = -8
"""`M_ARENA_MAX` of malloc.h."""
FIRST_SECONDS, LEAST_RATE = 20, 8 * 1024
"""Until when a body must be here: so many seconds, and one more for every so many bytes that arrived."""
SMALL = 64 * 1024
MOST_WAITING = 128 * 1024 * 1024
"""Bytes of unfinished bodies that a worker holds; beyond it only small ones are taken in."""

OURS = "autonomus.server"
"""What stands in the environ of a request that `Server` took in; no header can be called so."""
NOT_OURS = b"This portal was started in a way that does not protect it. Its log says how to start it."

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]


def init_app(app: "Autonomus", config: Config) -> None:
    """Let production be reached by `Server` alone."""
    if config.is_production:
        app.wsgi_app = Gate(app.wsgi_app)  # type: ignore[method-assign]


class Gate:
    """Refuses what a WSGI server brings by itself, and says once in the log of each worker what to do."""

    def __init__(self, passed_to: Wsgi) -> None:
        self.passed_to, self.has_told = passed_to, False

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if OURS in environ:
            return self.passed_to(environ, start_response)
        if not self.has_told:
            self.has_told = True
            log.error("nothing is answered: start it by python -m app.serve --interface rsgi wsgi:server")
        start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [NOT_OURS]


class Refused(Exception):
    """A body that is not waited for any longer; the status says why."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def share_one_heap() -> bool:
    """Threads that mostly take turns gain little from a heap each, as GNU's C library gives: 7 of 118 MB.

    Whether it could be done.
    """
    with suppress(AttributeError, OSError):  # another C library
        return bool(ctypes.CDLL(None).mallopt(ARENAS, 1))
    return False


class Server:
    """A WSGI application as granian's RSGI calls it. A body of more than `most` bytes is not read: the
    application is told its length, and refuses it with its own page. `end` is what each worker does last.
    """

    def __init__(
        self,
        application: Wsgi,
        *,
        most: int,
        end: Callable[[], object] = bool,
    ) -> None:
        self.application, self.most = application, most
        self.end = end
        self.waiting = 0
        self.pool: ThreadPoolExecutor

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Called in each worker, once it has its own process."""
        self.pool = ThreadPoolExecutor(THREADS, "request")
        sys.setswitchinterval(TURN)
        share_one_heap()

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Called in each worker once all is answered."""
        self.end()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        if scope.proto != "http":
            return
        environ = environ_of(scope)
        try:
            body, length = await self._body(scope, protocol)
        except Refused as refused:
            protocol.response_str(refused.status, [("content-type", "text/plain"), ("retry-after", "30")], "")
            return
        environ["wsgi.input"] = BytesIO(body)
        if length:
            environ["CONTENT_LENGTH"] = str(length)
        await asyncio.get_running_loop().run_in_executor(self.pool, self._answer, environ, protocol)

    async def _body(self, scope: Any, protocol: Any) -> tuple[bytes, int]:
        """A body and its length; one that is too long is not kept, only its length is told."""
        announced = scope.headers.get("content-length")
        if not announced and scope.headers.get("transfer-encoding") is None:
            return b"", 0
        if announced and int(announced) > self.most:
            return b"", int(announced)
        parts, length = list[bytes](), 0
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(started + FIRST_SECONDS) as limit:
                async for piece in protocol:
                    parts.append(piece)
                    length += len(piece)
                    self.waiting += len(piece)
                    if length > self.most:
                        return b"", length
                    if length > SMALL and self.waiting > MOST_WAITING:
                        raise Refused(503)
                    limit.reschedule(started + FIRST_SECONDS + length / LEAST_RATE)
        except TimeoutError:
            raise Refused(408) from None
        finally:
            self.waiting -= length
        if announced and length < int(announced):
            raise Refused(400)  # the sender went away
        return b"".join(parts), length

    def _answer(self, environ: Environ, protocol: Any) -> None:
        """In a thread: ask the application, and hand its answer over whole."""
        status, headers = 500, Headers()

        def start(line: str, given: Headers, _failure: object = None) -> None:
            nonlocal status, headers
            status, headers = int(line[:3]), given

        try:
            answer = self.application(environ, start)
            try:
                body = b"".join(answer)
            finally:
                getattr(answer, "close", bool)()
        except Exception:
            log.exception("not answered")
            status, headers, body = 500, [("content-type", "text/plain")], b""
        protocol.response_bytes(status, headers, body)


def environ_of(scope: Any) -> Environ:
    """What WSGI says of a request (PEP 3333), but for its body."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode(errors="replace").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        OURS: True,
    }
    for name, value in scope.headers.items():
        if "_" in name:  # it would stand for another, such as what a proxy alone may say
            continue
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    if scope.authority:
        environ.setdefault("HTTP_HOST", scope.authority)  # HTTP/2 says it so
    return environ
